"""The shipped content can be read."""

from data.content.shipped import shipped_catalogue, shipped_plan


def test_the_catalogue_is_shipped() -> None:
    """Every city has its own id, the capital among them."""
    cities = shipped_catalogue()
    assert len({city.id for city in cities}) == len(cities) > 25
    assert "Москва" in {city.name for city in cities}


def test_the_plan_is_shipped() -> None:
    """The plan of 2020 is a file that can be read like an uploaded one."""
    with shipped_plan() as path:
        assert "2020" in path.read_text("utf-8")

"""A reading is checked against the catalogue and against other years."""

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Plan
from data.content.shipped import shipped_plan
from data.plans.catalogue_checks import check_reading
from data.plans.documents import read_document
from data.plans.reading import Reading
from tests.plans.conftest import ReadRows
from tests.plans.sentences import saying

EVENT = "1.\tСессия\tМосква май\t"
JUBILEES = "Юбилеи городов\t\t\t"


@pytest.fixture(scope="module")
def seed(index: CityIndex) -> Reading:
    """Read the plan of 2020."""
    with shipped_plan() as path:
        return read_document(path, index)


def found(reading: Reading, index: CityIndex, *plans: Plan) -> list[str]:
    """Return the sentences of the checks."""
    warnings = check_reading(reading, index, {plan.year: plan for plan in plans})
    return [saying("en")(warning) for warning in warnings]


def test_plan_of_2020_differs_from_the_catalogue_in_known_rows(seed: Reading, index: CityIndex) -> None:
    """Гродно has the one wrong age, six days differ from the usual one, one from the window."""
    sentences = found(seed, index)
    assert [line for line in sentences if " age " in line] == [
        "round anniversaries, no. 11: the plan gives Гродно the age 1015, by its known founding it is 892"
    ]
    assert {line.split(" gives ")[1].split(" the date")[0] for line in sentences if "usual" in line} == {
        *("Шымкент", "Гродно", "Запорожье", "Брянск", "Петропавловск-Камчатский", "Минск"),
        "Калининград",
    }
    assert (
        "City Days, no. 6: the plan gives Минск the date 9 сентября, its usual City Day is 12 September"
        in sentences
    )
    assert (
        "round anniversaries, no. 6: the plan gives Калининград the date 11 июля, "
        "its City Day usually falls between 1 July and 9 July"
    ) in sentences


def test_age_that_contradicts_an_earlier_plan_is_doubted(
    seed: Reading, index: CityIndex, read_rows: ReadRows
) -> None:
    """Both years must give a city one epoch. The plan of the same year does not count."""
    rows = (EVENT, JUBILEES, "1.\tКазань\t1021 год\t30 августа", "2.\tГродно\t1020 лет\t20 сентября 2025 г.")
    reading = read_rows(*rows, title="План мероприятий на 2025 год")
    lines = [line for line in found(reading, index, seed.plan) if "2020 plan" in line]
    assert lines == [
        "round anniversaries, no. 1: the plan gives Казань the age 1021, by the 2020 plan it is 1020"
    ]
    assert not any("plan it is" in line for line in found(seed, index, seed.plan))


def test_age_is_compared_with_the_nearest_earlier_plan_first(
    seed: Reading, index: CityIndex, read_rows: ReadRows
) -> None:
    """A later plan is used only where no earlier one names the city."""
    rows = (EVENT, JUBILEES, "1.\tКазань\t1000 лет\t30 августа", "2.\tУфа\t452 года\t12 июня")
    later = read_rows(*rows, title="План мероприятий на 2026 год").plan
    now = read_rows(
        *(EVENT, JUBILEES, "1.\tКазань\t1020 лет\t30 августа", "2.\tУфа\t455 лет\t12 июня"),
        title="План мероприятий на 2025 год",
    )
    lines = [line for line in found(now, index, seed.plan, later) if "plan it is" in line]
    assert lines == ["round anniversaries, no. 2: the plan gives Уфа the age 455, by the 2026 plan it is 451"]


def test_misprinted_city_gets_a_proposal(read_rows: ReadRows, index: CityIndex) -> None:
    """A near city of the catalogue is proposed for a misprint, and none for an unknown city."""
    reading = read_rows(
        "1.\tСессия\tМоксва 12 мая\t",
        "2.\tСъезд\tг. Урюпинск 13 мая\t",
        JUBILEES,
        "1.\tКазнь\t1015 лет\t30 августа",
    )
    assert found(reading, index) == ["“Казнь” may be Казань", "“Моксва” may be Москва"]

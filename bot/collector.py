"""When Python looks for rubbish in what is no rubbish: seldom, and not at what the bot is made of."""

import gc

# Objects made before it looks again. What a message leaves behind is gone when it has been sent; by Python's
# own measure, seven hundred, looking for it is a twentieth of the sending.
_OBJECTS = 5_000
_GENERATIONS = 20


def spare_what_stays() -> None:
    """Leave alone for good whatever is there now; look through what comes later less often."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, _GENERATIONS, _GENERATIONS)

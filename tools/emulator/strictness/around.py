"""Replaces functions of MiniStack."""

import functools


def around(module, name):
    """Replaces a function of a module by the decorated one, which gets the original as its first argument."""
    original = getattr(module, name)

    def decorate(wrapper):
        @functools.wraps(original)
        def replacement(*args, **kwargs):
            return wrapper(original, *args, **kwargs)

        setattr(module, name, replacement)
        return replacement

    return decorate

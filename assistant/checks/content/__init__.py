"""Checks of what sections 一, 五 and 六 have to say."""

"""Gamepads, and the boards behind a museum's own push buttons, as they come and go."""

from contextlib import suppress

import pygame


class Gamepads:
    """Keeps every gamepad open, because only an open one is heard."""

    def __init__(self) -> None:
        self._open: dict[int, pygame.joystick.JoystickType] = {}
        with suppress(pygame.error):  # a computer without any input but touch
            pygame.joystick.init()

    def hear(self, event: pygame.event.Event) -> None:
        """Open one that came, let go of one that went."""
        if event.type == pygame.JOYDEVICEADDED:
            with suppress(pygame.error):  # gone again already
                pad = pygame.joystick.Joystick(event.device_index)
                self._open[pad.get_instance_id()] = pad
        elif event.type == pygame.JOYDEVICEREMOVED:
            self._open.pop(event.instance_id, None)

"""The one window: opened here and nowhere else, blackened before every receipt."""

import os

import pygame

from exhibit.errors import DisplayTrouble


class Display:
    """A window of a size in pixels, or the whole screen for 0 x 0."""

    def __init__(self, width: int, height: int) -> None:
        try:
            pygame.display.init()
            pygame.font.init()
            if pygame.display.get_driver() == "offscreen" and "SDL_VIDEODRIVER" not in os.environ:
                raise pygame.error("SDL found none")  # and would draw where nobody sees it
            self._windowed = (width, height)
            self.surface = self._open(full_screen=not width)
        except pygame.error as error:
            raise DisplayTrouble(
                f"No window can be opened ({error}): is a screen there, and is DISPLAY set? "
                "exhibit rehearse works without one."
            ) from None
        pygame.display.set_caption("exhibit")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.surface.get_size()

    def _open(self, full_screen: bool) -> pygame.Surface:
        """Open or reopen the window."""
        self.full_screen = full_screen
        if full_screen:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        size = self._windowed if self._windowed[0] else (1280, 720)
        return pygame.display.set_mode(size, pygame.RESIZABLE)

    def toggle(self) -> None:
        """Between a window and the whole screen."""
        self.surface = self._open(not self.full_screen)

    def resized(self) -> None:
        """The window manager changed the size."""
        self.surface = pygame.display.get_surface()

    def flip(self) -> None:
        """Show what was drawn."""
        pygame.display.flip()

    def black(self) -> None:
        """Overwrite what the window shows, three times, for as many buffers as there may be."""
        for _ in range(3):
            self.surface.fill((0, 0, 0))
            pygame.display.flip()

    def close(self) -> None:
        """Close the window."""
        pygame.quit()

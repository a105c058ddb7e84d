"""On Windows: the window of another process comes forward; whoever was just started may do that."""

from __future__ import annotations

import sys

if sys.platform == "win32":  # nothing here exists elsewhere
    import ctypes
    from ctypes import wintypes

    _OWNER = 4
    """``GW_OWNER``: a window that belongs to another has one."""
    _RESTORE = 9
    """``SW_RESTORE``: out of the task bar, as large as it was."""

    def show(pid: int) -> bool | None:
        """Bring the window of a process forward; False when it hangs, None when it has none.

        Windows lists those of this user's session only.
        """
        user = ctypes.WinDLL("user32", use_last_error=True)
        user.GetWindow.restype = wintypes.HWND
        user.GetLastActivePopup.restype = wintypes.HWND
        found = _window_of(user, pid)
        if found is None:
            return None
        window = wintypes.HWND(found)
        if user.IsHungAppWindow(window):
            return False
        if user.IsIconic(window):
            user.ShowWindow(window, _RESTORE)
        asked = user.GetLastActivePopup(window)  # a question over it, if there is one
        user.SetForegroundWindow(wintypes.HWND(asked) if asked else window)
        return True

    def _window_of(user: ctypes.WinDLL, pid: int) -> int | None:
        """Return the window of a process that is in sight or in the task bar and belongs to no other."""
        found: list[int] = []

        def look(window: int, _data: int) -> bool:
            process = wintypes.DWORD()
            user.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(process))
            mine = process.value == pid and user.IsWindowVisible(wintypes.HWND(window))
            if mine and not user.GetWindow(wintypes.HWND(window), _OWNER):
                found.append(window)
            return not found

        user.EnumWindows(ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)(look), 0)
        return found[0] if found else None

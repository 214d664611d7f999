"""Importing this module makes a process warm: forked from it, a kernel or a client starts at once.

Nothing here may start a thread or open a file that a forked process would share.
"""

import kit.deliverable.execute
import kit.deliverable.export
import kit.display.show
import kit.run
import kit.workbook.read  # noqa: F401

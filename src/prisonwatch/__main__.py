"""`python -m prisonwatch` is `prisonwatch`."""

import sys

from prisonwatch.cli import main

sys.exit(main())

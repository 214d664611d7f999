"""What cries wolf is read once: on honest engagements the audit finds nothing.

`tests.honest` draws them: each figure is true, rounded as people round. What is really there
(a return without a range, a card without steps) is named below.
"""

import pytest

from tests.clients import FAST, analysed
from tests.honest import honest

TRUE_OF_ALL = {
    "prerequisites_blank",  # nobody ticked them
    "automation_not_ready",  # its process has no step
    "few_automations",
    "roi_without_range",  # no line has a stated one
    "cheaper_returns_more",  # the light option may well return more per euro
}


@pytest.mark.parametrize("seed", range(60))
def test_true_figures_rounded_raise_nothing(seed):
    found = analysed(honest(seed), overrides=FAST).findings
    assert [(one.code, one.place) for one in found if one.code not in TRUE_OF_ALL] == []

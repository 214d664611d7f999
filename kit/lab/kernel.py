"""The one kernel that is offered: the kit's, of this very installation."""

from __future__ import annotations

import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

from kit.places import folder_of

NAME = "kit"


class KitSpecs(KernelSpecManager):
    """Whatever kernels the machine has, and whatever name a notebook asks for."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {NAME: str(folder_of("kernels") / NAME)}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The kit's, started with this Python: "python" may be another on the path."""
        spec = KernelSpec.from_resource_dir(self.find_kernel_specs()[NAME])
        spec.argv = [sys.executable, *spec.argv[1:]]
        return spec

    def get_all_specs(self) -> dict[str, Any]:
        spec = self.get_kernel_spec(NAME)
        return {NAME: {"resource_dir": spec.resource_dir, "spec": spec.to_dict()}}

"""Forked kernels: fresh, private, gone with their owner, the same as ordinary ones."""

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from kit.deliverable import kernels
from kit.deliverable.execute import execute
from kit.deliverable.kernels import KitKernelManager, KitProvisioner, can_fork, kernel_ahead
from kit.errors import NotebookFailed
from kit.places import folder_of

forks = pytest.mark.skipif(not can_fork(), reason="kernels are not forked here")


def a_notebook(*sources: str) -> NotebookNode:
    parameters = new_code_cell('workbook: str = ""', metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "language": "python", "display_name": "kit"}
    cells = [parameters, *(new_code_cell(source) for source in sources)]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def said(notebook: NotebookNode) -> str:
    return "".join(output.get("text", "") for cell in notebook.cells for output in cell.outputs)


def gone(pid: int, within: float = 10.0) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def python(source: str, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(source)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **env},
    )


@forks
def test_a_kernel_is_a_copy_of_the_process_that_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernels, "told_by_the_owner", "memoised", raising=False)
    source = "import kit.deliverable.kernels as k; print(k.told_by_the_owner)"
    if threading.active_count() > 1:
        pytest.skip("this test run has threads of its own")
    assert said(execute(a_notebook(source), {}, tmp_path)) == "memoised\n"


@forks
def test_each_run_has_a_process_of_its_own_that_ends_with_it(tmp_path: Path) -> None:
    source = "import os; globals().setdefault('seen', os.getpid()); print(seen)"
    pids = [int(said(execute(a_notebook(source), {}, tmp_path))) for _ in range(2)]
    assert len({*pids, os.getpid()}) == 3
    assert [pid for pid in pids if not gone(pid)] == []


@forks
def test_with_threads_about_the_kernel_comes_from_the_fork_server(tmp_path: Path) -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        source = "import sys; print('kit.warmed' in sys.modules, __name__)"
        assert said(execute(a_notebook(source), {}, tmp_path)) == "True __main__\n"
    finally:
        over.set()
        thread.join()


def test_the_ordinary_start_gives_the_same(tmp_path: Path) -> None:
    asked = """
import os, sys, signal, tempfile, multiprocessing, warnings, locale
print(sys.prefix, os.getcwd(), sys.path, tempfile.gettempdir(), os.umask(18), __name__)
print(sorted(set(os.environ) - {"JPY_PARENT_PID", "OPENBLAS_NUM_THREADS", "KIT_PLAIN_KERNELS"}))
print(signal.getsignal(signal.SIGTERM), os.getpgid(0) == os.getpid())
print(multiprocessing.get_start_method(), locale.setlocale(locale.LC_ALL), sys.flags)
print(get_ipython().history_manager.hist_file, sys.getrecursionlimit())
import matplotlib; print(matplotlib.get_backend())
import random; print(random.random() != 0.1)
"""
    source = f"""
        import sys; sys.path.append({str(Path(__file__).parents[2])!r})
        from pathlib import Path
        from tests.deliverable.test_kernels import a_notebook, said
        import kit.warmed, random
        from kit.deliverable.execute import execute
        sys.path.pop()
        print(said(execute(a_notebook({asked!r}), {{}}, Path({str(tmp_path)!r}))))
    """
    ours, _ = python(source).communicate()
    ordinary, _ = python(source, KIT_PLAIN_KERNELS="1").communicate()
    assert ours.splitlines() == ordinary.splitlines()
    assert len(ours.splitlines()) > 5


@forks
def test_a_run_is_the_same_to_the_byte_whichever_way_its_kernel_started(tmp_path: Path) -> None:
    workbook = folder_of("data_templates") / "exemple-comptable.xlsx"
    runs = []
    for plain in ("0", "1"):
        command = [sys.executable, "-m", "kit", "report", workbook, "-o", tmp_path / plain]
        command += ["--document", "flash", "--as-of", "2026-10-01"]
        env = {**os.environ, "KIT_PLAIN_KERNELS": plain}
        subprocess.run(command, env=env, check=True, capture_output=True)
        files = [path for path in (tmp_path / plain).rglob("*") if path.is_file()]
        runs.append({path.name: path.read_bytes() for path in files})
    assert runs[0] == runs[1] and {"flash.ipynb", "manifest.json"} <= runs[0].keys()


@forks
def test_nothing_of_the_owner_is_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    private = (tmp_path / "private.txt").open("w+", encoding="utf-8")
    random.seed(1)
    source = f"""
import os, random, sys
links = [os.readlink(f"/proc/self/fd/{{n}}") for n in range(3, 200)
         if os.path.exists(f"/proc/self/fd/{{n}}")]
print(any("private.txt" in link for link in links))
print(random.random() == {random.random()})
print(os.readlink("/proc/self/fd/0"))
os.system("echo from below")
"""
    random.seed(1)
    with private:
        told = said(execute(a_notebook(source), {}, tmp_path))
    assert told.splitlines()[:3] == ["False", "False", os.devnull]
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    "source",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os._exit(0)",
        "raise MemoryError",
    ],
)
@pytest.mark.parametrize("plain", ["0", "1"])
def test_the_death_of_a_kernel_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, plain: str
) -> None:
    monkeypatch.setenv("KIT_PLAIN_KERNELS", plain)
    with pytest.raises(NotebookFailed):
        execute(a_notebook(source), {}, tmp_path)


@forks
def test_a_kernel_that_dies_before_it_listens_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.deliverable.kernel_process._settle", lambda launch: 1 / 0)
    if threading.active_count() > 1:
        pytest.skip("this test run has threads of its own")
    with pytest.raises(NotebookFailed, match="Kernel died"):
        execute(a_notebook("1"), {}, tmp_path)


@forks
@pytest.mark.parametrize("way", ["seed", "kernel", "server"])
def test_a_killed_owner_leaves_no_process_behind(tmp_path: Path, way: str) -> None:
    """kill -9: no handler of the owner runs."""
    waiting = "from kit.deliverable import kernels as k\n" + (
        "with k.kernel_ahead():\n    print(k._ahead[0].pid, flush=True)\n    time.sleep(600)"
    )
    working = (
        "from pathlib import Path\n"
        "from tests.deliverable.test_kernels import a_notebook\n"
        "from kit.deliverable.execute import execute\n"
        f'cell = \'import os, time, subprocess; s = subprocess.Popen(["sleep", "600"]);\' \\\n'
        f'  \'open("pid", "w").write(f"{{os.getpid()}} {{s.pid}}"); time.sleep(600)\'\n'
        "import threading\n"
        f"thread = threading.Thread(target=time.sleep, args=(600,), daemon=True)\n"
        f"{'thread.start()' if way == 'server' else ''}\n"
        f"execute(a_notebook(cell), {{}}, Path({str(tmp_path)!r}))"
    )
    owner = python("import time\n" + (waiting if way == "seed" else working))
    try:
        if way == "seed":
            assert owner.stdout is not None
            pids = [int(owner.stdout.readline())]
        else:
            until = time.monotonic() + 60
            while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
                assert time.monotonic() < until and owner.poll() is None
                time.sleep(0.05)
            pids = [int(pid) for pid in (tmp_path / "pid").read_text().split()]
        pids += [child.pid for child in psutil.Process(owner.pid).children(recursive=True)]
    finally:
        owner.send_signal(signal.SIGKILL)
        owner.communicate()
    assert [pid for pid in pids if not gone(pid)] == []


@forks
def test_a_kernel_can_be_interrupted_and_restarted() -> None:
    """What JupyterLab's buttons do, through the kernelspec and the entry point."""
    manager = KernelManager(kernel_name="kit")
    manager.start_kernel()
    client = manager.client()
    try:
        assert isinstance(manager.provisioner, KitProvisioner)
        client.start_channels()
        client.wait_for_ready(timeout=60)
        first = manager.provisioner.pid
        client.execute("import time; time.sleep(600)")
        time.sleep(0.5)
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=20)["content"]["ename"] == "KeyboardInterrupt"
        manager.restart_kernel()
        client.wait_for_ready(timeout=60)
        second = manager.provisioner.pid
        assert second != first and gone(first)
        reply = client.execute_interactive("x = 1", timeout=20)
        assert reply["content"]["status"] == "ok"
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert gone(second)


def test_the_kernelspec_is_installed_and_its_messages_are_encrypted_over_tcp() -> None:
    spec = KernelSpecManager().get_kernel_spec("kit")
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "kit-fork"
    manager = KernelManager(kernel_name="kit", transport="tcp")
    manager.start_kernel()
    try:
        told = json.loads(Path(manager.connection_file).read_text())
        assert told["transport"] == "tcp" and told["curve_publickey"]
    finally:
        manager.shutdown_kernel(now=True)


def test_papermill_itself_can_run_a_section_with_it(tmp_path: Path) -> None:
    notebook = tmp_path / "one.ipynb"
    notebook.write_text(
        json.dumps(a_notebook("import sys; print('kit.warmed' in sys.modules, workbook)"))
    )
    done = subprocess.run(
        [
            sys.executable, "-m", "papermill", "-k", "kit", "--no-progress-bar",
            "-p", "workbook", "a.xlsx", str(notebook), str(tmp_path / "out.ipynb"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "TCP without encryption" not in done.stderr
    written = json.loads((tmp_path / "out.ipynb").read_text())
    assert f"{can_fork()} a.xlsx" in str(written["cells"][-1]["outputs"])


@forks
def test_a_kernel_made_ahead_and_not_used_ends_with_its_block() -> None:
    if threading.active_count() > 1:
        pytest.skip("this test run has threads of its own")
    with kernel_ahead():
        [waiting] = kernels._ahead
        assert waiting.poll() is None
    assert not kernels._ahead and waiting.poll() == -signal.SIGKILL


def test_our_manager_never_looks_for_kernels_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", lambda self, name: 1 / 0)
    assert KitKernelManager(kernel_name="python3").kernel_spec.argv[0] == sys.executable


@forks
def test_a_fork_of_a_warm_process_shares_no_open_file_with_it() -> None:
    """Two processes that read one font through one descriptor read each other's letters."""
    source = """
        import os, psutil, sys
        before = set(os.listdir("/proc/self/fd"))
        import kit.warmed, gc
        threads = psutil.Process().num_threads()
        if (pid := os.fork()) == 0:
            after = set(os.listdir("/proc/self/fd"))
            print(threads, sorted(after - before), gc.isenabled(), gc.get_freeze_count() > 100_000)
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(pid, 0)
    """
    told, _ = python(source).communicate()
    assert told.split() == ["1", "[]", "True", "True"]


@forks
def test_a_kernel_finds_everything_loaded_in_a_warm_process(tmp_path: Path) -> None:
    asked = """
import sys
heavy = ("numpy", "pandas", "matplotlib", "seaborn", "IPython", "ipykernel", "debugpy", "kit.")
print([name for name in set(sys.modules) - before if name.startswith(heavy)])
"""
    source = f"""
        import sys; sys.path.append({str(Path(__file__).parents[2])!r})
        import kit.warmed
        from pathlib import Path
        from tests.deliverable.test_kernels import a_notebook, said
        from kit.deliverable.execute import execute
        import builtins; builtins.before = set(sys.modules) | {{
            "IPython.core.logger", "IPython.core.oinspect", "IPython.utils.wildcard"}}
        print(said(execute(a_notebook({asked!r}), {{}}, Path({str(tmp_path)!r}))))
    """
    told, _ = python(source).communicate()
    assert told.split() == ["[]"]

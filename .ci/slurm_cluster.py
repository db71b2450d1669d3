"""A Slurm cluster of two nodes on this machine, for the checks of batch jobs: its own munged, slurmctld and two slurmd.

Debian's slurmd is built for several of them on one host (`slurmd -N n1`), so that a node can die without the machine. All files lie in
a temporary folder, ports are free ones, and everything that was started, jobs included, ends with the cluster. Needs root, since
slurmd starts the tasks of others, and the Debian packages slurm-wlm and munge.
"""
import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "sinfo"]

# Processes whose parent died become our children (prctl, PR_SET_CHILD_SUBREAPER), so that none of them is lost.
become_reaper = 36

configuration = """\
ClusterName=sandbox
SlurmctldHost={host}(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket,cred_expire=10
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool/%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.%n.log
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
SlurmdTimeout=10
KillWait=2
MinJobAge=300
MaxArraySize={array_size}
TmpFS={folder}/tmp
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=2 RealMemory=1000
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[3]} CPUs=2 RealMemory=1000
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
"""


def obstacle():
    """Why there can be no cluster here, in one sentence; None where there can be one."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    missing = [name for name in programs if not shutil.which(name, path=path)]
    if missing:
        return f"there is no {missing[0]}; Debian has it in slurm-wlm and munge"
    if os.geteuid() != 0:
        return "a cluster of its own needs root"
    return None


def free_ports(count):
    """So many ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def processes():
    """Every process that can be seen: its number, and its parent's."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # The name of the program, in parentheses, may have spaces.
                found[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                pass
    return found


def descendants(ancestor):
    """Numbers of the processes below one, the nearest first."""
    parents, found = processes(), [ancestor]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process and child not in found]
    return found[1:]


def environment_of(process):
    """What a process was started with."""
    try:
        pairs = pathlib.Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(pair.decode(errors="replace").split("=", 1) for pair in pairs if b"=" in pair)


class Cluster:
    """Two nodes, n1 and n2, of two processors each. `with Cluster() as cluster:` starts and stops them."""

    def __init__(self, array_size=1001):
        ctypes.CDLL(None).prctl(become_reaper, 1, 0, 0, 0)
        self.folder = tempfile.mkdtemp(prefix="latecomer-slurm-")
        self.daemons = {}
        self.environment = dict(os.environ, PATH=os.environ.get("PATH", "") + ":/usr/sbin:/sbin",
                                SLURM_CONF=f"{self.folder}/slurm.conf")
        for name in ["munge", "state", "spool/n1", "spool/n2", "tmp"]:
            os.makedirs(f"{self.folder}/{name}")
        key = pathlib.Path(self.folder, "munge/key")
        key.touch(0o400)
        key.write_bytes(os.urandom(1024))
        pathlib.Path(self.folder, "slurm.conf").write_text(configuration.format(
            host=socket.gethostname().split(".")[0], folder=self.folder, ports=free_ports(4), array_size=array_size))

    def __enter__(self):
        try:
            place = f"{self.folder}/munge"
            self.start("munged", "munged", "--foreground", "--force", f"--key-file={place}/key", f"--socket={place}/socket",
                       f"--log-file={place}/log", f"--pid-file={place}/pid", f"--seed-file={place}/seed")
            self.wait(lambda: os.path.exists(f"{place}/socket"), 10, "munged makes its socket")
            self.start("slurmctld", "slurmctld", "-D", "-f", self.environment["SLURM_CONF"])
            self.start_node("n1")
            self.start_node("n2")
            self.wait(lambda: self.ask("sinfo", "-h", "-o", "%T %D").split() == ["idle", "2"], 60, "both nodes are idle")
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            for log in ["slurmctld.log", "slurmd.n1.log", "slurmd.n2.log"]:
                path = pathlib.Path(self.folder, log)
                lines = path.read_text(errors="replace").splitlines() if path.exists() else []
                print(f"-- the end of {log}", *lines[-15:], sep="\n", file=sys.stderr)
        # Tasks first, then steps and daemons: whoever is left is a child of ours, since parents that died left them to us.
        for _ in range(20):
            left = descendants(os.getpid())
            for process in left:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            self.reap()
            if not left:
                break
            time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name, *command):
        """Starts a daemon in the foreground of nobody."""
        self.daemons[name] = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)

    def start_node(self, node):
        self.start(node, "slurmd", "-D", "-N", node, "-f", self.environment["SLURM_CONF"])

    def tasks(self, node=None):
        """Processes that jobs started: number, node and the environment, which has the numbers of job and task."""
        found = []
        for process in descendants(os.getpid()):
            environment = environment_of(process)
            place = environment.get("SLURMD_NODENAME")
            if environment.get("SLURM_JOB_ID") and place and node in (None, place):
                found.append((process, place, environment))
        return found

    def kill_node(self, node):
        """Ends a node as a power cut does: its daemon, the steps and what they started, with SIGKILL."""
        parents = processes()
        tasks = [process for process, _, _ in self.tasks(node)]
        steps = {parents[process] for process in tasks if process in parents} - set(tasks) - {os.getpid()}
        for process in [self.daemons[node].pid, *steps, *tasks]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.daemons[node].wait()

    def ask(self, *command):
        """What a command of Slurm prints; nothing where it fails."""
        return subprocess.run(command, env=self.environment, capture_output=True, text=True).stdout.strip()

    def states(self, jobs):
        """States of jobs and of tasks of arrays, as Slurm's controller remembers them."""
        lines = self.ask("squeue", "-h", "-r", "-t", "all", "-o", "%F %K %T").splitlines()
        return {(words[0], words[1]): words[2] for words in map(str.split, lines) if words[0] in jobs}

    def wait(self, condition, patience, what, pause=0.1):
        """Waits until something is so, and gives back what it is."""
        end = time.monotonic() + patience
        while not (found := condition()):
            if time.monotonic() > end:
                raise TimeoutError(f"{what}: not within {patience} s")
            self.reap()
            time.sleep(pause)
        return found

    def reap(self):
        """Takes leave of children that ended and that nobody else waits for."""
        daemons = {daemon.pid for daemon in self.daemons.values()}
        for process, parent in processes().items():
            if parent == os.getpid() and process not in daemons:
                try:
                    os.waitpid(process, os.WNOHANG)
                except ChildProcessError:
                    pass
        for daemon in self.daemons.values():
            daemon.poll()

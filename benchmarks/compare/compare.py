#!/usr/bin/env python3
"""Runs midwatch, and k8sgpt and popeye where they are on the PATH, in turn against one API server, and writes the table into docs/benchmarks.md.

usage: benchmarks/compare/compare.py --kubeconfig FILE --faults FILE --audit-log FILE [--rounds 3] [--note TEXT] [--write]

The server is one that populate.py filled, faults file included, and that writes an audit log (README.md here). A round runs each program once; after the
rounds each runs once more through a loopback proxy that counts the bytes on the wire. Seconds and CPU are medians, memory is the most seen.
"""
import argparse, base64, http.client, json, os, pathlib, re, selectors, shutil, socket, ssl, statistics, subprocess, sys, tempfile, threading, time

from programs import PROGRAMS

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEGIN, END = '<!-- compare begins -->', '<!-- compare ends -->'


class Server:
    """What the kubeconfig names, and how often it was asked."""

    def __init__(self, kubeconfig, audit_log):
        self.text = pathlib.Path(kubeconfig).read_text()
        self.host, self.port = re.search(r'https://([^:"\s]+):(\d+)', self.text).groups()
        self.token = re.search(r'\btoken: *"?([^"}\s]+)', self.text).group(1)
        self.audit = pathlib.Path(audit_log)

    def mark(self):
        return self.audit.stat().st_size

    def requests(self, since):
        """Of clients, not of the server itself; once each."""
        time.sleep(1)  # the log is written in batches
        count = 0
        with open(self.audit, 'rb') as log:
            log.seek(since)
            for line in log:
                event = json.loads(line)
                own = event.get('userAgent', '').startswith('kube-apiserver/')
                count += event['stage'] == 'ResponseComplete' and not own
        return count

    def through(self, port, folder):
        """The kubeconfig of the same server behind a proxy."""
        path = pathlib.Path(folder, f'proxied-{port}.kubeconfig')
        path.write_text(self.text.replace(f'{self.host}:{self.port}', f'127.0.0.1:{port}'))
        return str(path)

    def plain_lists(self, paths):
        """Seconds to download lists whole, one after the other over one connection."""
        authority = re.search(r'certificate-authority-data: *"?([^"},\s]+)', self.text).group(1)
        context = ssl.create_default_context(cadata=base64.b64decode(authority).decode())
        connection = http.client.HTTPSConnection(self.host, int(self.port), context=context)
        begun, size = time.monotonic(), 0
        for path in paths:
            connection.request('GET', path, headers={'Authorization': f'Bearer {self.token}', 'User-Agent': 'bench'})
            size += len(connection.getresponse().read())
        return time.monotonic() - begun, size


class CountingProxy:
    """Passes connections on as they are, TLS included, and counts what comes back."""

    def __init__(self, host, port):
        self.target, self.received = (host, int(port)), 0
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(self.target)
            threading.Thread(target=self.pass_on, args=(client, server), daemon=True).start()

    def pass_on(self, client, server):
        with client, server, selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in ready.select():
                    try:
                        data = key.fileobj.recv(1 << 18)
                        key.data.sendall(data)
                    except OSError:  # one side hung up: nothing is left to count
                        return
                    if not data:
                        return
                    self.received += len(data) if key.fileobj is server else 0


class Run:
    """One run of a program: what it used and what it named."""

    def __init__(self, program, kubeconfig, folder, server):
        output = pathlib.Path(folder, 'output')
        environment = {**os.environ, 'KUBECONFIG': kubeconfig, 'HOME': str(folder), 'MIDWATCH_HOME': str(pathlib.Path(folder, 'home'))}
        mark, begun = server.mark(), time.monotonic()
        with open(output, 'wb') as out, open(pathlib.Path(folder, 'errors'), 'wb') as errors:
            process = subprocess.Popen(program.command(ROOT, kubeconfig), stdout=out, stderr=errors, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        self.requests = server.requests(mark)
        if process.returncode not in program.good_exits:
            sys.exit(f'{program.name} ended with {process.returncode}: {pathlib.Path(folder, "errors").read_text()[-2000:]}')
        self.output = output.read_text()


class Warm:
    """midwatch with --watch: the looks after the first two."""

    def __init__(self, program, kubeconfig, folder, server, looks):
        environment = {**os.environ, 'MIDWATCH_HOME': str(pathlib.Path(folder, 'home'))}
        command = program.command(ROOT, kubeconfig) + ['--watch', '1']
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
        try:
            seen = []
            for document in documents(process.stdout):
                seen.append((document, cpu_of(process.pid)))
                if len(seen) == looks + 2:
                    break
            self.memory = memory_of(process.pid)
        finally:
            process.terminate()
            process.wait(30)
        pairs = list(zip(seen[1:], seen[2:]))
        self.wall = statistics.median(after['duration_ms'] / 1000 for (_, _), (after, _) in pairs)
        self.cpu = statistics.median(after - before for (_, before), (_, after) in pairs)
        self.requests = statistics.median(after['requests']['count'] - before['requests']['count'] for (before, _), (after, _) in pairs)


def documents(stream):
    """JSON documents one after the other, each as soon as it is whole."""
    text, decoder = '', json.JSONDecoder()
    for line in stream:
        text += line
        try:
            document, end = decoder.raw_decode(text.lstrip())
        except json.JSONDecodeError:
            continue
        text = text.lstrip()[end:]
        yield document


def cpu_of(pid):
    fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def memory_of(pid):
    return int(re.search(r'VmHWM:\s+(\d+)', pathlib.Path(f'/proc/{pid}/status').read_text()).group(1)) * 1024


def judge(named, all_named, faults):
    """Recall: of the faults, those of which the object or one that shows the same fault is named. Precision: of what is told, what is about a fault."""
    key = lambda one: (one['kind'], one.get('namespace') or '', one['name'])
    groups = [{key(fault), *map(key, fault['related'])} for fault in faults]
    right = set().union(*groups)
    recall = sum(bool(group & all_named) for group in groups) / len(groups)
    precision = sum(bool(one & right) for one in named) / len(named) if named else 1.0
    return recall, precision


def measure(arguments, folder):
    server = Server(arguments.kubeconfig, arguments.audit_log)
    faults = json.loads(pathlib.Path(arguments.faults).read_text())['faults']
    programs = [program for program in PROGRAMS if program.local or shutil.which(program.name)]
    ours = next(program for program in programs if program.local)
    first = Run(ours, arguments.kubeconfig, folder, server)  # builds where necessary, warms the server and says which lists to compare with
    paths = ours.list_paths(first.output)
    runs, plain = {program.name: [] for program in programs}, []
    for _ in range(arguments.rounds):
        plain.append(server.plain_lists(paths))
        for program in programs:
            runs[program.name].append(Run(program, arguments.kubeconfig, folder, server))
    warm = Warm(ours, arguments.kubeconfig, folder, server, max(3, arguments.rounds))
    lists = statistics.median(seconds for seconds, _ in plain)
    rows = [['the plain lists', f'{lists:.1f} s', '', '', str(len(paths)), size(plain[0][1]), '', '', '']]
    rows.append(['midwatch, warm (--watch)', f'{warm.wall:.1f} s', f'{warm.cpu:.1f} s', size(warm.memory), f'{warm.requests:.0f}', '', '', '', f'{warm.wall / lists:.1f}'])
    for program in programs:
        proxy = CountingProxy(server.host, server.port)
        Run(program, server.through(proxy.port, folder), folder, server)
        some = runs[program.name]
        named, all_named = program.named(some[-1].output)
        recall, precision = judge(named, all_named, faults)
        wall = statistics.median(one.wall for one in some)
        rows.append([program.title, f'{wall:.1f} s', f'{statistics.median(one.cpu for one in some):.1f} s', size(max(one.memory for one in some)),
                     str(some[-1].requests), size(proxy.received), f'{recall:.0%}', f'{precision:.0%} of {len(named)}', f'{wall / lists:.1f}'])
    missing = [program.name for program in PROGRAMS if program not in programs]
    return table(rows, len(faults), arguments, missing)


def size(number):
    return f'{number / 1e9:.1f} GB' if number >= 1e9 else f'{number / 1e6:.0f} MB'


def table(rows, faults, arguments, missing):
    head = ['', 'wall', 'CPU', 'peak RSS', 'requests', 'bytes read', f'recall of {faults} faults', 'precision', 'times the plain lists']
    lines = ['| ' + ' | '.join(row) + ' |' for row in [head, ['---'] * len(head), *rows]]
    text = f'{arguments.rounds} rounds of each in turn, medians. {arguments.note}'.strip()
    if missing:
        text += f' Not on the PATH, so not measured in this run: {", ".join(missing)}.'
    return text + '\n\n' + '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('kubeconfig', 'faults', 'audit-log'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--note', default='', help='what else is to be said of the run, such as other work on the machine')
    parser.add_argument('--write', action='store_true', help='into docs/benchmarks.md, between the markers')
    arguments = parser.parse_args()
    arguments.kubeconfig = os.path.abspath(arguments.kubeconfig)
    with tempfile.TemporaryDirectory() as folder:
        result = measure(arguments, folder)
    print(result)
    if arguments.write:
        page = ROOT / 'docs' / 'benchmarks.md'
        before, rest = page.read_text().split(BEGIN)
        page.write_text(f'{before}{BEGIN}\n{result}\n{END}{rest.split(END)[1]}')


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Floods a running gateway with what no client should send, and says how late its jobs ran meanwhile.

usage: benchmarks/flood.py DASHBOARD_PORT API_PORT API_KEY [REQUESTS]     loopback only; the key needs the level approver

Sends REQUESTS malformed requests (20,000) from eight threads, holds 200 connections that trickle a header, and streams a body of 1 GB at
each server, for three minutes in which a job is due every minute.
"""
import collections, json, random, socket, sys, threading, time, urllib.request
from datetime import datetime

dashboard, api, key = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
requests = int(sys.argv[4]) if len(sys.argv) > 4 else 20_000
seconds = 180
answers, lock = collections.Counter(), threading.Lock()


def ask(method, path, body=None):
    request = urllib.request.Request(f'http://127.0.0.1:{api}{path}', method=method, data=body and json.dumps(body).encode(),
                                     headers={'Authorization': f'Bearer {key}', 'Content-Type': 'application/json'})
    return json.load(urllib.request.urlopen(request, timeout=60))


def malformed(chance):
    junk = ''.join(chance.choice('%\\/.;:?#[]{}\0\r\x7f\xe9a0 ') for _ in range(chance.randrange(1, 80)))
    return chance.choice([
        f'GET /{junk} HTTP/1.1\r\nHost: x\r\n\r\n', f'{junk} / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', f'GET / HTTP/9.{junk}\r\n\r\n',
        f'POST /api/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {junk}\r\n\r\n{{', f'GET /findings HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {junk}\r\n\r\n',
        f'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {junk}\r\nContent-Length: 3\r\n\r\na=b',
        f'GET /assets/..%2f..%2fetc%2fpasswd{junk} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n']).encode('latin-1')


def flood(seed, number):
    chance = random.Random(seed)
    for _ in range(number):
        try:
            with socket.create_connection(('127.0.0.1', chance.choice([dashboard, api])), timeout=10) as s:
                s.sendall(malformed(chance))
                first = s.recv(64).split(b' ')
            answer = first[1].decode() if len(first) > 1 else 'closed'
        except OSError:
            answer = 'closed'
        with lock:
            answers[answer] += 1


def trickle(port, end):
    while time.time() < end:
        try:
            with socket.create_connection(('127.0.0.1', port), timeout=10) as s:
                s.sendall(b'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ')
                while time.time() < end:
                    s.sendall(b'a')
                    time.sleep(1)
        except OSError:
            time.sleep(1)


def gigabyte(port):
    sent = 0
    try:
        with socket.create_connection(('127.0.0.1', port), timeout=30) as s:
            s.sendall(b'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 1073741824\r\n\r\n')
            while sent < 1 << 30:
                s.sendall(b'a' * 65536)
                sent += 65536
    except OSError:
        pass
    print(f'of a body of 1 GB port {port} took {sent / 2**20:.1f} MB')


ask('POST', '/api/jobs', {'name': 'flood-watch', 'schedule': 'every 1m', 'checks': ['node-not-ready'], 'deliver': 'local'})
begun, end = time.time(), time.time() + seconds
workers = [threading.Thread(target=flood, args=(seed, requests // 8)) for seed in range(8)]
workers += [threading.Thread(target=trickle, args=(port, end), daemon=True) for port in (dashboard, api) for _ in range(100)]
workers += [threading.Thread(target=gigabyte, args=(port,)) for port in (dashboard, api)]
[worker.start() for worker in workers]
time.sleep(max(0, end - time.time()))
at = lambda text: datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()
runs = [run for run in ask('GET', '/api/runs?job=flood-watch&limit=20')['items'] if run['started']]
late = sorted(at(run['started']) - at(run['scheduled']) for run in runs)
print(f'{sum(answers.values())} malformed requests: {dict(answers.most_common())}')
print(f'{len(late)} runs of a job due every minute, the latest {late[-1]:.2f} s after its time; states {sorted({run["state"] for run in runs})}')
urllib.request.urlopen(urllib.request.Request(
    f'http://127.0.0.1:{api}/api/jobs/flood-watch', method='DELETE', headers={'Authorization': f'Bearer {key}'}), timeout=60)

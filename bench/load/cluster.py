"""Measures several nodes from outside: when a deleted token is last accepted, and how many requests a shared limit lets through.

cluster.py revocations NODES MANAGEMENT ADMINISTRATOR COUNT    a line of Markdown cells: p50 and maximum in ms, over all nodes
cluster.py cut NODES TOKEN SECONDS PID                         stops the process group PID; seconds until the last node accepts no more
cluster.py limit NODES TOKEN SECONDS                           accepted requests, failures

NODES are ports of the edge, with commas; MANAGEMENT is the port of one node. Only loopback.
"""

import http.client
import json
import os
import signal
import sys
import threading
import time

THREADS = 2  # for each node
PATIENCE = 30


class Hammer(threading.Thread):
    """Sends requests over one connection without a pause, and knows when the last accepted one began."""

    def __init__(self, port, token):
        super().__init__(daemon=True)
        self.port, self.token = port, token
        self.accepted = self.refused = self.failed = 0
        self.last_accepted = 0.0
        self.ends = False

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        while not self.ends:
            began = time.monotonic()
            try:
                connection.request("GET", "/orders/42", headers={"Authorization": "Bearer " + self.token})
                answer = connection.getresponse()
                answer.read()
            except OSError:
                connection.close()
                self.failed += 1
                continue
            if answer.status == 200:
                self.accepted += 1
                self.last_accepted = began
            elif answer.status in (401, 429):
                self.refused += 1
            else:
                self.failed += 1


def hammer(ports, token):
    hammers = [Hammer(port, token) for port in ports for _ in range(THREADS)]
    for one in hammers:
        one.start()
    return hammers


def end(hammers):
    for one in hammers:
        one.ends = True
    for one in hammers:
        one.join(PATIENCE)


def wait(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            sys.exit("cluster.py: not within %d s: %s" % (PATIENCE, what))
        time.sleep(0.002)


def call(port, administrator, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Authorization": "Bearer " + administrator, "Content-Type": "application/json"}
    connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        sys.exit("cluster.py: %s %s: %d %s" % (method, path, answer.status, text.decode()))
    return json.loads(text) if text else None


def revoke(ports, management, administrator):
    """Milliseconds from the answer to the deletion until the last accepted request began, on the slowest node."""
    made = call(management, administrator, "POST", "/tokens", {"name": "measured", "owner": "alice", "role": "Engineers"})
    hammers = hammer(ports, made["token"])
    wait(lambda: all(one.accepted > 5 for one in hammers), "every node accepts the token")
    call(management, administrator, "DELETE", "/tokens/%s" % made["id"])
    deleted = time.monotonic()
    seen = [one.refused for one in hammers]
    wait(lambda: all(one.refused > before + 3 for one, before in zip(hammers, seen)), "every node refuses the token")
    end(hammers)
    return max(0.0, max(one.last_accepted for one in hammers) - deleted) * 1000, sum(one.failed for one in hammers)


def revocations(ports, management, administrator, count):
    results = [revoke(ports, management, administrator) for _ in range(count)]
    times = sorted(ms for ms, _ in results)
    print("%.0f | %.0f | %d" % (times[len(times) // 2], times[-1], sum(failed for _, failed in results)))


def cut(ports, token, seconds, pid):
    hammers = hammer(ports, token)
    wait(lambda: all(one.accepted > 5 for one in hammers), "every node accepts the token")
    os.killpg(pid, signal.SIGTERM)
    stopped = time.monotonic()
    time.sleep(seconds)
    end(hammers)
    print("%.1f" % (max(one.last_accepted for one in hammers) - stopped))


def limit(ports, token, seconds):
    hammers = hammer(ports, token)
    time.sleep(seconds)
    end(hammers)
    print("%d %d" % (sum(one.accepted for one in hammers), sum(one.failed for one in hammers)))


def main():
    what, ports, *rest = sys.argv[1:]
    ports = [int(port) for port in ports.split(",")]
    if what == "revocations":
        revocations(ports, int(rest[0]), rest[1], int(rest[2]))
    elif what == "cut":
        cut(ports, rest[0], float(rest[1]), int(rest[2]))
    else:
        limit(ports, rest[0], float(rest[1]))


main()

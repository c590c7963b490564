"""SimPy at the work of the file that the command line names; `work.ts` describes it."""

import json
import platform
import sys
import time

import simpy

NUMBERS = 8192


def mix(checksum, instant):
    """Adds an instant to the checksum, which has 32 bits, as JavaScript and Rust do."""
    mixed = (checksum * 31 + instant) & 0xFFFF_FFFF
    return mixed - 0x1_0000_0000 if mixed >= 0x8000_0000 else mixed


class Hold:
    """A fixed number of processes; each waits, again and again."""

    def __init__(self, size, units, numbers):
        self.units = units
        self.numbers = numbers
        self.checksum = 0
        self.holds = 0
        self.environment = simpy.Environment()
        for entity in range(size):
            first = numbers[entity % NUMBERS] + entity // NUMBERS
            self.environment.process(self.holder(first))
        for _ in range(size):
            self.environment.step()

    def holder(self, first):
        environment, numbers = self.environment, self.numbers
        yield environment.timeout(first)
        while True:
            self.checksum = mix(self.checksum, environment.now)
            increment = numbers[self.holds % NUMBERS]
            self.holds += 1
            yield environment.timeout(increment)

    def round(self, before):
        self.checksum = before
        self.holds = 0
        step = self.environment.step
        for _ in range(self.units):
            step()
        return self.checksum


class Mm1:
    """Customers, each a process, before a resource of one place."""

    def __init__(self, size, units, numbers):
        self.units = units
        self.numbers = numbers
        self.checksum = 0

    def source(self, environment, server):
        numbers = self.numbers
        for customer in range(self.units):
            yield environment.timeout(numbers[customer % NUMBERS])
            service = numbers[NUMBERS + customer % NUMBERS]
            environment.process(self.customer(environment, server, service))

    def customer(self, environment, server, service):
        with server.request() as request:
            yield request
            yield environment.timeout(service)
        self.checksum = mix(self.checksum, environment.now)

    def round(self, before):
        self.checksum = before
        environment = simpy.Environment()
        server = simpy.Resource(environment, capacity=1)
        environment.process(self.source(environment, server))
        environment.run()
        return self.checksum


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        kind, size, units, rounds = file.readline().split()
        numbers = [int(line) for line in file]
    work = {"hold": Hold, "mm1": Mm1}[kind](int(size), int(units), numbers)
    checksum = work.round(0)
    nanoseconds = []
    for _ in range(int(rounds)):
        before = time.process_time_ns()
        checksum = work.round(checksum)
        nanoseconds.append((time.process_time_ns() - before) / int(units))
    program = f"SimPy {simpy.__version__}, Python {platform.python_version()}"
    print(json.dumps({"program": program, "checksum": checksum, "nanoseconds": nanoseconds}))


main()

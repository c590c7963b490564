//! A loop round Rust's `BinaryHeap` at the work of the file that the command line names; `work.ts`
//! describes it. The first thing that one would write, in the same total order as Seatrial's queue.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::{env, fs};

const NUMBERS: usize = 8192;

extern "C" {
    /// The C library's processor time of this process, in microseconds on all POSIX systems.
    fn clock() -> std::os::raw::c_long;
}

/// Time, sequence number, and what happens: the entity, or for M/M/1 arrival (0) or departure (1).
#[derive(Default)]
struct Events {
    heap: BinaryHeap<Reverse<(i64, u64, u32)>>,
    pushed: u64,
}

impl Events {
    fn push(&mut self, time: i64, entity: u32) {
        self.heap.push(Reverse((time, self.pushed, entity)));
        self.pushed += 1;
    }

    fn pop(&mut self) -> Option<(i64, u32)> {
        self.heap.pop().map(|Reverse((time, _, entity))| (time, entity))
    }
}

fn mix(checksum: i32, time: i64) -> i32 {
    checksum.wrapping_mul(31).wrapping_add(time as i32)
}

fn hold<'a>(size: usize, units: usize, numbers: &'a [i64]) -> Box<dyn FnMut(i32) -> i32 + 'a> {
    let mut events = Events::default();
    for entity in 0..size {
        events.push(numbers[entity % NUMBERS] + (entity / NUMBERS) as i64, entity as u32);
    }
    Box::new(move |before| {
        let mut checksum = before;
        for index in 0..units {
            let Some((time, entity)) = events.pop() else { break };
            checksum = mix(checksum, time);
            events.push(time + numbers[index % NUMBERS], entity);
        }
        checksum
    })
}

const ARRIVAL: u32 = 0;
const DEPARTURE: u32 = 1;

fn mm1<'a>(units: usize, numbers: &'a [i64]) -> Box<dyn FnMut(i32) -> i32 + 'a> {
    Box::new(move |before| {
        let mut events = Events::default();
        let mut checksum = before;
        let mut arrived = 0;
        // The customers who are there, the first of them in service.
        let mut line = VecDeque::new();
        events.push(numbers[0], ARRIVAL);
        while let Some((now, what)) = events.pop() {
            let begins = if what == ARRIVAL {
                line.push_back(arrived);
                arrived += 1;
                if arrived < units {
                    events.push(now + numbers[arrived % NUMBERS], ARRIVAL);
                }
                line.len() == 1
            } else {
                checksum = mix(checksum, now);
                line.pop_front();
                true
            };
            if let (true, Some(customer)) = (begins, line.front()) {
                events.push(now + numbers[NUMBERS + customer % NUMBERS], DEPARTURE);
            }
        }
        checksum
    })
}

fn main() {
    let path = env::args().nth(1).expect("usage: binary-heap WORK_FILE");
    let text = fs::read_to_string(path).expect("the work file is readable");
    let mut words = text.split_ascii_whitespace();
    let kind = words.next().expect("the work has a type");
    let mut values = words.map(|word| word.parse::<i64>().expect("a whole number"));
    let mut next = || values.next().expect("size, units and rounds") as usize;
    let (size, units, rounds) = (next(), next(), next());
    let numbers: Vec<i64> = values.collect();

    let mut round = if kind == "hold" { hold(size, units, &numbers) } else { mm1(units, &numbers) };
    let mut checksum = round(0);
    let mut nanoseconds = Vec::new();
    for _ in 0..rounds {
        let before = unsafe { clock() };
        checksum = round(checksum);
        let microseconds = unsafe { clock() } - before;
        nanoseconds.push((microseconds as f64 * 1e3 / units as f64).to_string());
    }
    println!(
        "{{\"program\":\"Rust BinaryHeap\",\"checksum\":{checksum},\"nanoseconds\":[{}]}}",
        nanoseconds.join(",")
    );
}

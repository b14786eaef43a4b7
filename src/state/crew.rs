//! The workers and the page's own desk: which of them runs which task. This module only decides;
//! [`Command`]s carry its decisions.

use super::task::Task;

/// After this many deaths without a finished task in between, no more workers are started.
const PATIENCE: u32 = 4;
/// A worker that has a task and has reported nothing during this many checks counts as dead: four
/// seconds. Its steps take some ten milliseconds, but for those of heavy jobs.
const SILENCE: u32 = 13;
/// The same of a worker that has a heavy job: a minute and a half.
const HEAVY_SILENCE: u32 = 270;
/// The number of the page's own desk, where tasks are done in slices of the page's time.
pub const DESK: u32 = 0;

/// Whether there can be workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workers {
    /// Workers are available, as far as is known.
    Usable,
    /// The browser or the site allows none.
    Refused,
    /// They keep dying.
    Dying,
}

/// A command to the workers.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Start a worker with this serial number.
    Hire(u32),
    /// From now on start workers from a blob.
    UseBlob,
    /// End this worker.
    Fire(u32),
    /// Give a task of a job to a worker or to the desk.
    Give {
        /// To whom.
        serial: u32,
        /// Which job.
        job: u32,
        /// What to do.
        task: Task,
    },
    /// Make a worker, or the desk, stop what it is doing.
    Halt(u32),
}

/// A task of a job.
#[derive(Clone, Debug, PartialEq)]
struct Order {
    job: u32,
    /// Lower numbers run first.
    priority: u8,
    task: Task,
}

/// A worker and what it is doing.
#[derive(Clone, Debug)]
struct Member {
    serial: u32,
    /// Whether it has loaded the program.
    is_ready: bool,
    order: Option<Order>,
    /// The job of its last task.
    last: Option<u32>,
    /// How many checks ago it was last heard of. Not a time: a machine may sleep.
    silence: u32,
}

/// All workers and the desk, and the tasks that wait for them.
#[derive(Debug)]
pub struct Crew {
    desk: Member,
    desk_queue: Vec<Order>,
    members: Vec<Member>,
    queue: Vec<Order>,
    /// How many workers there should be.
    size: usize,
    serial: u32,
    deaths: u32,
    workers: Workers,
    /// Whether workers from a blob are still to be tried.
    has_blob: bool,
    commands: Vec<Command>,
    /// The heavy jobs: their steps are long, and their networks large.
    heavy: Vec<u32>,
}

impl Crew {
    /// A crew of `size` workers, none of them started yet; `has_blob` if they can be tried from a
    /// blob when they cannot be started from a file. With 0 workers everything is done at the desk.
    pub fn of(size: usize, has_blob: bool) -> Self {
        Self {
            desk: Member::new(DESK, true),
            desk_queue: Vec::new(),
            members: Vec::new(),
            queue: Vec::new(),
            size,
            serial: DESK,
            deaths: 0,
            workers: if size == 0 {
                Workers::Refused
            } else {
                Workers::Usable
            },
            has_blob,
            commands: Vec::new(),
            heavy: Vec::new(),
        }
    }

    /// Whether there can be workers.
    pub fn workers(&self) -> Workers {
        self.workers
    }

    /// The commands to carry out now, in this order. Each is returned once.
    pub fn commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// Adds tasks of a job for the workers, to be begun in this order before those with a higher
    /// priority number.
    pub fn add(&mut self, (job, priority): (u32, u8), tasks: Vec<Task>) {
        let orders = tasks.into_iter().map(|task| Order {
            job,
            priority,
            task,
        });
        let at = self.queue.partition_point(|one| one.priority <= priority);
        for (i, order) in orders.enumerate() {
            self.queue.insert(at + i, order);
        }
        self.hire();
        self.assign();
    }

    /// From now on this job is heavy. Workers that had a task of it are replaced once it is dropped: they would listen only
    /// after a long step, and a worker never gives memory back.
    pub fn mind(&mut self, job: u32) {
        self.heavy.push(job);
    }

    /// Replaces the workers that had a task of a heavy job.
    fn replace_heavy(&mut self, job: u32) {
        let before = self.heavy.len();
        self.heavy.retain(|heavy| *heavy != job);
        if self.heavy.len() == before {
            return;
        }
        for member in self
            .members
            .extract_if(.., |member| member.last == Some(job))
        {
            self.commands.push(Command::Fire(member.serial));
        }
        self.hire();
    }

    /// Adds tasks of a job for the desk.
    pub fn add_to_desk(&mut self, job: u32, tasks: Vec<Task>) {
        let orders = tasks.into_iter().map(|task| Order {
            job,
            priority: 0,
            task,
        });
        self.desk_queue.extend(orders);
        self.assign_desk();
    }

    /// Drops a job: its tasks are discarded.
    pub fn drop_job(&mut self, job: u32) {
        self.queue.retain(|order| order.job != job);
        self.desk_queue.retain(|order| order.job != job);
        self.replace_heavy(job);
        let all = std::iter::once(&mut self.desk).chain(&mut self.members);
        for member in all {
            if member.order.take_if(|order| order.job == job).is_some() {
                self.commands.push(Command::Halt(member.serial));
            }
        }
        self.assign();
        self.assign_desk();
    }

    /// Whether a job has no running and no waiting task.
    pub fn is_idle(&self, job: u32) -> bool {
        !self.jobs().any(|id| id == job)
    }

    /// The jobs with a running or waiting task; a job is listed once for each of its tasks.
    pub fn jobs(&self) -> impl Iterator<Item = u32> {
        let waiting = self.queue.iter().chain(&self.desk_queue);
        let doing = std::iter::once(&self.desk).chain(&self.members);
        let doing = doing.filter_map(|member| member.order.as_ref());
        waiting.chain(doing).map(|order| order.job)
    }

    /// A worker has loaded the program.
    pub fn ready(&mut self, serial: u32) {
        if let Some(member) = self.member(serial) {
            member.is_ready = true;
            member.silence = 0;
            self.assign();
        }
    }

    /// A worker, or the desk, has reported something about a job; `is_done`: its task is done.
    pub fn heard(&mut self, serial: u32, job: u32, is_done: bool) {
        let Some(member) = self.member(serial) else {
            return;
        };
        member.silence = 0;
        if is_done && member.order.take_if(|order| order.job == job).is_some() {
            if serial == DESK {
                self.assign_desk();
            } else {
                self.deaths = 0;
                self.assign();
            }
        }
    }

    /// A worker has died, or could not be started: another takes its place and its task.
    pub fn lost(&mut self, serial: u32) {
        let Some(at) = self.members.iter().position(|m| m.serial == serial) else {
            return;
        };
        let member = self.members.swap_remove(at);
        self.commands.push(Command::Fire(serial));
        if let Some(order) = member.order {
            self.queue.insert(0, order);
        }
        let has_others = self.members.iter().any(|member| member.is_ready);
        if !member.is_ready && self.has_blob {
            // Workers that are still to be started would fail in the same way.
            self.has_blob = false;
            self.commands.push(Command::UseBlob);
            for late in self.members.extract_if(.., |member| !member.is_ready) {
                self.commands.push(Command::Fire(late.serial));
            }
        } else if !member.is_ready && !has_others {
            self.give_up(Workers::Refused);
        } else {
            self.deaths += 1;
            if self.deaths >= PATIENCE {
                self.give_up(Workers::Dying);
            }
        }
        self.hire();
        self.assign();
    }

    /// Checks on the workers, three times a second: replaces those that have a task, or should be
    /// starting, and report nothing.
    pub fn check(&mut self) {
        let mut silent = Vec::new();
        for member in &mut self.members {
            let is_awaited = member.order.is_some() || !member.is_ready;
            member.silence = if is_awaited { member.silence + 1 } else { 0 };
            let job = member.order.as_ref().map(|order| order.job);
            let patience = match job.is_some_and(|job| self.heavy.contains(&job)) {
                true => HEAVY_SILENCE,
                false => SILENCE,
            };
            if member.silence > patience {
                silent.push(member.serial);
            }
        }
        for serial in silent {
            self.lost(serial);
        }
    }

    /// Starts the workers that are missing.
    fn hire(&mut self) {
        while self.workers == Workers::Usable && self.members.len() < self.size {
            self.serial += 1;
            self.members.push(Member::new(self.serial, false));
            self.commands.push(Command::Hire(self.serial));
        }
    }

    fn member(&mut self, serial: u32) -> Option<&mut Member> {
        let mut all = std::iter::once(&mut self.desk).chain(&mut self.members);
        all.find(|member| member.serial == serial)
    }

    fn assign(&mut self) {
        for member in self.members.iter_mut().filter(|member| member.is_free()) {
            let Some(order) = first(&mut self.queue) else {
                return;
            };
            self.commands.push(member.give(order));
        }
    }

    fn assign_desk(&mut self) {
        if self.desk.is_free()
            && let Some(order) = first(&mut self.desk_queue)
        {
            self.commands.push(self.desk.give(order));
        }
    }

    fn give_up(&mut self, workers: Workers) {
        self.workers = workers;
        self.queue.clear();
        for member in self.members.drain(..) {
            self.commands.push(Command::Fire(member.serial));
        }
    }
}

impl Member {
    fn new(serial: u32, is_ready: bool) -> Self {
        Self {
            serial,
            is_ready,
            order: None,
            last: None,
            silence: 0,
        }
    }

    fn is_free(&self) -> bool {
        self.is_ready && self.order.is_none()
    }

    fn give(&mut self, order: Order) -> Command {
        let command = Command::Give {
            serial: self.serial,
            job: order.job,
            task: order.task.clone(),
        };
        self.last = Some(order.job);
        self.order = Some(order);
        self.silence = 0;
        command
    }
}

/// Takes the first order of a queue, which is short.
fn first(queue: &mut Vec<Order>) -> Option<Order> {
    (!queue.is_empty()).then(|| queue.remove(0))
}

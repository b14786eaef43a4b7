//! What must hold of a page after every message.

use gradlens::analysis::Known;
use gradlens::lesson::Further;
use gradlens::state::{Announced, Board, Run, summary};

use super::World;

impl World {
    /// Nobody is told that something is there which is not.
    pub(super) fn hold_announced(&self, announced: Announced) {
        let (model, told) = (&self.model, self.told());
        match announced {
            Announced::Busy => assert_ne!(model.run, Run::Stopped, "{told}"),
            Announced::Ready => assert!(model.is_whole() && !model.jobs.is_busy(), "{told}"),
            Announced::Stopped => assert_eq!(model.run, Run::Stopped, "{told}"),
        }
    }

    /// What is done belongs to what is wanted.
    fn hold_work(&self, told: &str) {
        let model = &self.model;
        match model.run {
            Run::Running { job, .. } => assert!(model.jobs.get(job).is_some(), "{told}"),
            run => assert!(!model.jobs.is_busy(), "{told}: {run:?}"),
        }
        for hand in &self.hands {
            if let Some((job, _)) = &hand.order {
                let serial = hand.serial;
                assert!(
                    model.jobs.get(*job).is_some(),
                    "{told}: {serial} works for nobody"
                );
            }
        }
        if let Some(job) = model.jobs.analysis() {
            let is_wanted = *job.subject == *model.subject;
            assert!(is_wanted || model.jobs.is_due, "{told}: nobody wants it");
        }
    }

    /// A question that can be answered is about what is shown.
    fn hold_lesson(&mut self, told: &str) {
        let (lesson, layer) = (&self.model.lesson, self.model.layer());
        let Some(step) = lesson.step().filter(|_| lesson.is_open()) else {
            return;
        };
        // What was known once may be computed again meanwhile.
        assert!(self.model.is_current(), "{told}");
        assert_eq!(lesson.about(), summary(&self.model.subject), "{told}");
        if !step.needs_plain() && !step.needs_training() {
            let truth = self.found.truth(&self.model.subject);
            let asked = step.question(layer, truth, Further::default());
            assert_eq!(lesson.question(), Some(&asked), "{told}");
        }
    }

    /// What must hold after every message.
    pub(super) fn hold(&mut self, after: &str) {
        let told = format!("{}, after {after}", self.told());
        let model = &self.model;
        assert!(
            model.jobs.is_consistent(),
            "{told}: computed for nobody, or waited for nobody"
        );
        if let Board::Notices(notices) = &model.board {
            assert!(!notices.is_empty(), "{told}");
        }
        self.hold_work(&told);
        self.hold_lesson(&told);
        let model = &self.model;
        let newest = model.store.newest().cloned();
        let is_current = newest
            .as_ref()
            .is_some_and(|one| *one.subject == *model.subject);
        assert_eq!(model.is_current(), is_current, "{told}");
        let all = [
            newest,
            model.store.knowing(Known::Layers).cloned(),
            model.store.complete().cloned(),
        ];
        for entry in all.into_iter().flatten() {
            let truth = self.found.truth(&entry.subject);
            assert_eq!(entry.analysis.widths, truth.widths, "{told}");
            assert_eq!(
                entry.analysis.input_gradient, truth.input_gradient,
                "{told}"
            );
            if entry.analysis.known == Known::Everything {
                assert_eq!(*entry.analysis, *truth, "{told}");
            }
        }
    }
}

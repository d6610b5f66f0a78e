//! The table of actions itself: one row an action, from which every key, hint, help line and doc is printed.
//! What never lives here: code that acts. Adding an action: one row here, its two messages in both languages.
//! `action` re-exports it; nobody else imports this file.

use super::action::{Group, Info, Needs, Reach, Scope};

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident $name:literal $group:ident [$($scope:ident)*] [$($key:literal)*]
        $needs:ident $reach:ident foot $footer:literal $($danger:ident)?;)+) => {
        /// Everything a person can mean.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $variant),+ }

        /// One row an action, in the order of the enum.
        pub const ACTIONS: &[Info] = &[$(Info {
            action: Action::$variant,
            name: $name,
            group: Group::$group,
            scopes: &[$(Scope::$scope),*],
            keys: &[$($key),*],
            danger: actions!(@danger $($danger)?),
            reach: Reach::$reach,
            needs: Needs::$needs,
            footer: $footer,
        }),+];
    };
    (@danger danger) => { true };
    (@danger) => { false };
}

actions! {
    /// Open the case under the hand.
    OpenCase "open-case" Go [Queue Day Disputes Approvals WhatIf Cases] ["enter"] Case One foot 1;
    /// Call: the number, what to check, what to speak of, then the outcome.
    Call "call" Record [Queue Case] ["c"] Write One foot 2;
    /// Record a contact with its outcome.
    RecordContact "record-contact" Record [Queue Case] ["o"] Write One foot 0;
    /// Record a promise to pay.
    RecordPromise "record-promise" Record [Queue Case] ["p"] Open One foot 3;
    /// Agree a payment plan.
    RecordPlan "record-plan" Record [Queue Case] ["e"] Open One foot 9;
    /// Open a dispute.
    OpenDispute "open-dispute" Record [Queue Case] ["d"] Open One foot 4;
    /// Agree a call-back.
    SetCallback "set-callback" Record [Queue Case] ["b"] Write One foot 5;
    /// Write a note.
    WriteNote "write-note" Record [Queue Case] ["n"] Write One foot 6;
    /// Stop work on the case until a day.
    PlaceHold "place-hold" Record [Queue Case] ["h"] Write One foot 9;
    /// Record a payment seen elsewhere.
    RecordPayment "record-payment" Record [Queue Case] ["r"] Write One foot 9;
    /// What becomes of a payment plan: accepted, a line changed, given up.
    FollowPlan "follow-plan" Record [Case] ["i"] Plan One foot 0;
    /// Approve what goes beyond its author's limits.
    Approve "approve" Record [Case Approvals] ["a"] Approval One foot 2;
    /// Refuse what goes beyond its author's limits, with a reason.
    Refuse "refuse" Record [Case Approvals] ["X"] Approval One foot 3;
    /// Decide a dispute.
    DecideDispute "decide-dispute" Record [Case Disputes] ["t"] Dispute One foot 9;
    /// Note what happened to a dispute: checked, evidence, given away, credit proposed, closed, reopened.
    FollowDispute "follow-dispute" Record [Case Disputes] ["v"] Write One foot 9;
    /// Decide all disputes that are marked.
    DecideMarked "decide-marked" Record [Disputes] ["T"] Writable Many foot 4 danger;
    /// Take the proposal for the bank's line.
    AcceptMatch "accept-match" Record [Reconcile] ["enter"] Writable One foot 1;
    /// Pick the invoices that the bank's line pays, or the payment it takes back.
    PickInvoices "pick-invoices" Record [Reconcile] ["i"] Writable One foot 2;
    /// Give the bank's line to another debtor.
    PickDebtor "pick-debtor" Record [Reconcile] ["o"] Writable One foot 3;
    /// Leave the bank's line on account of the debtor proposed.
    PutOnAccount "put-on-account" Record [Reconcile] ["a"] Writable One foot 4;
    /// Take the bank's line out of the list: it is nobody's.
    SetAside "set-aside" Record [Reconcile] ["x"] Writable One foot 5;
    /// The bank's lines that were set aside; one key takes one back.
    SeeNobodys "see-nobodys" Go [Reconcile] ["X"] Book None foot 0;
    /// Give what waits under the number to the debtor proposed, else to one looked for.
    GiveContacts "give-contacts" Record [Tray] ["enter"] Writable One foot 1;
    /// Give what waits under the number to another debtor.
    PickOwner "pick-owner" Record [Tray] ["o"] Writable One foot 2;
    /// Leave the number out: it is nobody's.
    LeaveOut "leave-out" Record [Tray] ["x"] Writable One foot 3;
    /// Take back what was given or left out last.
    TakeBackGiven "take-back-given" Record [Tray] ["U"] Writable None foot 4;
    /// Call the case first, with a reason.
    PinCase "pin-case" Record [Queue Case] ["m"] Write One foot 0;
    /// Pass the case over, with a reason.
    SkipCase "skip-case" Record [Queue Case] ["s"] Write One foot 0;
    /// Put the case off until a day, with a reason.
    SnoozeCase "snooze-case" Record [Queue Case] ["x"] Write One foot 0;
    /// Give the case to somebody, for good or for a while.
    AssignCase "assign-case" Record [Queue Case] ["A"] Assign One foot 0;
    /// Write off what nobody will pay.
    WriteOff "write-off" Record [Queue Case] ["W"] WriteOff One foot 0;
    /// Add or change a number or address.
    RecordPoint "record-point" Record [Queue Case] ["N"] Write One foot 0;
    /// Record what the debtor said about being contacted.
    RecordConsent "record-consent" Record [Queue Case] ["Y"] Write One foot 0;
    /// Lift a hold before its day.
    ReleaseHold "release-hold" Record [Queue Case] ["H"] Hold One foot 0;
    /// Withdraw a promise: the debtor does, or it was our error.
    WithdrawPromise "withdraw-promise" Record [Queue Case] ["P"] Promise One foot 0;
    /// A payment recorded here came back.
    ReversePayment "reverse-payment" Record [Queue Case] ["R"] Payment One foot 0;
    /// Take an act back.
    Undo "undo" Record [Global] ["u"] Undo One foot 8;

    /// One line down.
    MoveDown "move-down" Move [List Overlay] ["down"] Nothing None foot 0;
    /// One line up.
    MoveUp "move-up" Move [List Overlay] ["up"] Nothing None foot 0;
    /// One line down, with the letter.
    LineDown "line-down" Move [List] ["j"] Nothing None foot 0;
    /// One line up, with the letter.
    LineUp "line-up" Move [List] ["k"] Nothing None foot 0;
    /// Half a page down.
    HalfDown "half-down" Move [List] ["ctrl-d"] Nothing None foot 0;
    /// Half a page up.
    HalfUp "half-up" Move [List] ["ctrl-u"] Nothing None foot 0;
    /// A page down.
    PageDown "page-down" Move [List Overlay] ["pgdn"] Nothing None foot 0;
    /// A page up.
    PageUp "page-up" Move [List Overlay] ["pgup"] Nothing None foot 0;
    /// The first line.
    First "first" Move [List] ["g g" "home"] Nothing None foot 0;
    /// The last line.
    Last "last" Move [List] ["G" "end"] Nothing None foot 0;

    /// The day's queue.
    GoQueue "go-queue" Go [Global] ["g q"] Book None foot 0;
    /// The case seen last.
    GoCase "go-case" Go [Global] ["g c"] Book None foot 0;
    /// My day.
    GoDay "go-day" Go [Global] ["g e"] Book None foot 0;
    /// All disputes that wait.
    GoDisputes "go-disputes" Go [Global] ["g d"] Book None foot 0;
    /// The next lists under another card or other numbers.
    WhatIf "what-if" Go [Global] ["g w"] Supervisor None foot 0;
    /// What waits for a supervisor.
    GoApprovals "go-approvals" Go [Global] ["g a"] Book None foot 0;
    /// The team's day.
    GoDesk "go-desk" Go [Global] ["g o"] Book None foot 0;
    /// What waits at the bank.
    GoReconcile "go-reconcile" Go [Global] ["g r"] Book None foot 0;
    /// What an import of contacts could not attach.
    GoTray "go-tray" Go [Global] ["g i"] Book None foot 0;
    /// Reports: the aged balance, figures, what is to come, pictures.
    GoReport "go-report" Go [Global] ["g f"] Book None foot 0;
    /// The case under the hand, or the cases of the bucket under it.
    OpenBucket "open-bucket" Go [Report] ["enter"] Nothing None foot 1;
    /// The next report.
    NextReport "next-report" View [Report] ["tab" "right" "l"] Nothing None foot 2;
    /// The report before.
    PreviousReport "previous-report" View [Report] ["shift-tab" "left"] Nothing None foot 0;
    /// The same as of the day before.
    DayBefore "day-before" View [Report] ["b"] Nothing None foot 3;
    /// The same as of the day after.
    DayAfter "day-after" View [Report] ["n"] Nothing None foot 4;
    /// The same as of thirty days before.
    MonthBefore "month-before" View [Report] ["B"] Nothing None foot 0;
    /// The same as of thirty days after.
    MonthAfter "month-after" View [Report] ["N"] Nothing None foot 0;
    /// The case proposed for the number.
    SeeOwner "see-owner" Go [Tray] ["c"] Case One foot 6;
    /// The case proposed for the bank's line.
    SeeDebtor "see-debtor" Go [Reconcile] ["c"] Case One foot 6;
    /// The next case of the queue.
    NextCase "next-case" Go [Case] ["J"] Book None foot 7;
    /// The case before in the queue.
    PreviousCase "previous-case" Go [Case] ["K"] Book None foot 0;
    /// A day of the history.
    JumpToDay "jump-to-day" Go [Case] ["g t"] Nothing None foot 0;
    /// Find a case anywhere.
    Find "find" Go [Global Form] ["ctrl-f"] Book None foot 0;
    /// Somebody calls: find who, and take the call.
    TakeCall "take-call" Go [Global Form] ["f3"] Writable None foot 0;
    /// Find a case anywhere, with the letter.
    FindCase "find-case" Go [Global] ["f"] Book None foot 7;
    /// One step back; never quits.
    Back "back" Go [Global] ["esc" "backspace"] Nothing None foot 0;

    /// Filter the list while typing.
    FilterList "filter-list" View [Queue Case Disputes Reconcile Tray] ["/"] Nothing None foot 7;
    /// Saved views of the queue.
    Views "views" View [Queue] ["v"] Book None foot 0;
    /// My queue, or everybody's.
    ToggleAll "toggle-all" View [Queue] ["a"] Book None foot 9;
    /// Mark the line under the hand, or take its mark off.
    Mark "mark" View [Disputes] ["space"] Nothing One foot 3;
    /// Mark all lines shown, or take all marks off.
    MarkAll "mark-all" View [Disputes] ["*"] Nothing Many foot 0;
    /// Another order of the list.
    ChangeOrder "change-order" View [Disputes] ["s"] Nothing None foot 5;
    /// The next figure of the team.
    NextFigure "next-figure" View [Desk] ["tab" "right" "l"] Nothing None foot 2;
    /// The figure of the team before.
    PreviousFigure "previous-figure" View [Desk] ["shift-tab" "left" "h"] Nothing None foot 0;
    /// The cases behind the figure under the hand.
    OpenFigure "open-figure" View [Desk] ["enter"] Nothing None foot 1;
    /// The next proposal for the bank's line.
    NextProposal "next-proposal" View [Reconcile] ["tab" "right" "l"] Nothing None foot 5;
    /// The proposal before for the bank's line.
    PreviousProposal "previous-proposal" View [Reconcile] ["shift-tab" "left"] Nothing None foot 0;
    /// The next debtor proposed for the number.
    NextOwner "next-owner" View [Tray] ["tab" "right" "l"] Nothing None foot 5;
    /// Only what is mine, or all.
    ToggleMine "toggle-mine" View [Disputes] ["a"] Nothing None foot 6;
    /// Show the points behind the rank.
    ToggleScore "toggle-score" View [Queue Case] ["w"] Nothing None foot 8;
    /// One pane over the whole screen.
    Zoom "zoom" View [Queue Case] ["z"] Nothing None foot 0;
    /// What the hand is on, whole: an entry of the history, or the tries folded into one line.
    OpenEntry "open-entry" View [Case] ["enter"] Nothing None foot 9;
    /// Open the messages of a thread, or tries of a day, that are folded into one line; fold them again.
    FoldHistory "fold-history" View [Case] ["T"] Nothing None foot 0;
    /// The next kind of entries of the history, then all again.
    SiftHistory "sift-history" View [Case] ["V"] Nothing None foot 0;
    /// Next tab.
    NextTab "next-tab" View [Case] ["tab" "right" "l"] Nothing None foot 5;
    /// Tab before.
    PreviousTab "previous-tab" View [Case] ["shift-tab" "left"] Nothing None foot 0;
    /// History.
    TabHistory "tab-history" View [Case] ["1"] Nothing None foot 0;
    /// Invoices.
    TabInvoices "tab-invoices" View [Case] ["2"] Nothing None foot 0;
    /// Promises.
    TabPromises "tab-promises" View [Case] ["3"] Nothing None foot 0;
    /// Disputes.
    TabDisputes "tab-disputes" View [Case] ["4"] Nothing None foot 0;
    /// Contact points, call-backs and holds.
    TabContacts "tab-contacts" View [Case] ["5"] Nothing None foot 0;
    /// Copy what is under the hand.
    Copy "copy" View [Queue Case] ["y"] Case One foot 0;

    /// Try it on an invented book.
    StartDemo "start-demo" Go [Start] ["d"] Nothing None foot 1;
    /// Import a file.
    StartImport "start-import" Go [Start] ["i"] Nothing None foot 2;
    /// Make an empty book.
    StartEmpty "start-empty" Go [Start] ["e"] Nothing None foot 3;

    /// Another field for the column.
    MapNext "map-next" View [Mapping] ["right" "space" "l"] Nothing None foot 2;
    /// The field before for the column.
    MapPrevious "map-previous" View [Mapping] ["left" "h"] Nothing None foot 0;
    /// No field for the column.
    MapClear "map-clear" View [Mapping] ["del" "x"] Nothing None foot 5;
    /// What kind of file it is.
    MapKind "map-kind" View [Mapping] ["t"] Nothing None foot 6;
    /// How dates are written.
    MapDates "map-dates" View [Mapping] ["d"] Nothing None foot 3;
    /// How amounts are written.
    MapNumbers "map-numbers" View [Mapping] ["n"] Nothing None foot 4;
    /// Keep the mapping and import the file.
    MapSave "map-save" View [Mapping] ["enter" "ctrl-s"] Nothing None foot 1;

    /// Save the form.
    Save "save" Type [Form] ["ctrl-s"] Nothing None foot 2;
    /// Accept the field, or the choice.
    Accept "accept" Type [Form Overlay Filter] ["enter"] Nothing None foot 1;
    /// Next field.
    NextField "next-field" Type [Form] ["tab"] Nothing None foot 3;
    /// Field before.
    PreviousField "previous-field" Type [Form] ["shift-tab"] Nothing None foot 0;
    /// Ask a supervisor to set a rule aside for this contact.
    AskOverride "ask-override" Type [Form] ["ctrl-o"] Nothing None foot 1;
    /// Leave; what was typed is kept.
    Leave "leave" Type [Form Overlay Filter] ["esc"] Nothing None foot 4;
    /// Yes.
    Yes "yes" Type [Confirm] ["enter" "y" "o"] Nothing None foot 1;
    /// No.
    No "no" Type [Confirm] ["esc" "n"] Nothing None foot 2;

    /// What can be pressed here.
    Help "help" Program [Global] ["?"] Nothing None foot 255;
    /// What can be pressed here, where letters are text.
    HelpKey "help-key" Program [Global Form] ["f1"] Nothing None foot 255;
    /// Every action by its name.
    Palette "palette" Program [Global] [":" "ctrl-p"] Nothing None foot 9;
    /// Close the day: tomorrow's queue.
    CloseDay "close-day" Program [Global] [] Writable None foot 0 danger;
    /// Read everything again.
    Refresh "refresh" Program [Global] ["ctrl-r"] Book None foot 0;
    /// The tour of a demo: leave it, or go on where it was left.
    Tour "tour" Program [Global Form Overlay Confirm] ["f2"] Demo None foot 0;
    /// Draw the whole screen again.
    Redraw "redraw" Program [Global Form Overlay Confirm Filter] ["ctrl-l"] Nothing None foot 0;
    /// Back, or out of the program from the first screen.
    Quit "quit" Program [Global] ["q"] Nothing None foot 9;
    /// To the shell and back with `fg`.
    Suspend "suspend" Program [Global Form Overlay Confirm Filter] ["ctrl-z"] Nothing None foot 0;
    /// Twice: out, whatever is open.
    ForceQuit "force-quit" Program [Global Form Overlay Confirm Filter] ["ctrl-c"] Nothing None foot 0;
}

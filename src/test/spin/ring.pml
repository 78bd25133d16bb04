/*
 * The protocol of the broadcast ring (package io.ipcbox.ring), small enough to look at every order of steps there is.
 *
 * A step is one access to the shared memory, as in the classes whose names stand above each part. A process can be killed
 * between any two steps; the kernel then gives back its locks and nothing else. A record is one slot here, so a position is
 * also a message's number, and each slot can be a checkpoint. Where the code has a fence, two steps must not change
 * places; a MUTANT has them in the other order, which is what the processor may do without it.
 *
 * Times are choices: a reader may be found stuck whenever it is in the way, and nobody is woken by a timeout, except for
 * what only a timeout can tell: that somebody else was killed. So a wake-up that gets lost is a deadlock, which Spin finds.
 *
 *   KILLS         how many processes are killed at most          READERS, PASSIVE   how many there are, 0 to 2
 *   MESSAGES      how many are published                         WRITERS            1 or 2, one after the other
 *   MUTANT        which line is wrong; 0 for none                SLOTS              of the ring, 2 or 4
 *   STUCK         0 when no reader is ever found stuck             WINDOW             records copied at once, 1 or 2
 *   COPIES        1 when there may be a copy of the newest message beside the tail
 */
#ifndef MUTANT
#define MUTANT 0
#endif
#ifndef MESSAGES
#define MESSAGES 6
#endif
#ifndef READERS
#define READERS 2
#endif
#ifndef PASSIVE
#define PASSIVE 0
#endif
#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef KILLS
#define KILLS 1
#endif

#ifndef SLOTS
#define SLOTS 4
#endif
#ifndef STUCK
#define STUCK 1
#endif
#ifndef WINDOW
#define WINDOW 2
#endif
#ifndef COPIES
#define COPIES 0
#endif
#define LEASE_STEP (SLOTS / 2)

#define OK 0
#define NO_LOOK_BEFORE_SLEEP 1
#define PUBLISH_BEFORE_WRITE 2
#define NO_FENCE_AFTER_PUBLISH 3
#define NO_FENCE_AFTER_LEASE 4
#define NO_LOOK_AT_LEASE_AFTER_JOIN 5
#define BELIEVE_WITHOUT_ASKING 6
#define PASSIVE_BELIEVES_WITHOUT_ASKING 7
#define CUT_OFF_TELLS_NOBODY 8
#define FLAG_CLEARED_AFTER_WAKE 9
#define NO_WRITER_LOCK 10
#define RESUME_WITH_DEAD_LEASE 11
#define READER_WAKES_NOBODY 12
#define WRITER_SLEEPS_WITHOUT_LOOK 13
#define NO_LOOK_AT_TAIL_AFTER_END 14
#define CURSOR_BEFORE_COPY 15
#define JOIN_WAKES_NOBODY 16
#define NO_COUNT_OF_WAKES 17
#define COUNT_BEFORE_CLEAR 18
#define COUNT_LOADED_AFTER_FLAG 19
#define COPY_BEFORE_ITS_NUMBER 20
#define COPY_BELIEVED_WITHOUT_ASKING 21
#define DEAD_COPY_LEFT 22
#define LAST_MUTANT 22

#define FREE 0
#define ACTIVE 1
#define CUT_OFF 2

#define OPEN 0
#define ENDED 1
#define REPLACED 2

#define NOBODY 0
#define READER 1
#define WRITER 2

/* The ring file. */
byte tail;
byte newest_end;
byte newest;
byte lease;
byte data[SLOTS];
bit readers_asleep;
byte wakes;
bit writer_asleep;
byte state = OPEN;
byte cursor[2];
byte place[2];

/* The kernel's: locks, and who sleeps on which word. */
bit writer_lock;
byte place_lock[2];
bit reader_sleeps[2];
bit writer_sleeps;
/* Who was asleep when another was killed, which may have been about to wake it: it looks again when its slice is over. */
bit reader_slice[2];
bit writer_slice;

/* Ghosts, which no process of the protocol looks at: who published each message, who has the role, how many were killed. */
byte author[MESSAGES];
byte in_role;
byte writers_left = WRITERS;
byte kills;

/*
 * A step that changes something, or before it the end: between two such steps nothing is left behind that was not there
 * before, so a process that dies in between is one that dies here. The first reader is spared: somebody must be told.
 */
#define STEP(change) if :: mortal && kills < KILLS -> kills++; goto dead :: change fi

/* What is in a slot: a message's number, and who wrote it. 0 is a slot that is half written. */
#define RECORD(number, writer) ((number) * 2 + (writer) + 1)

/* RingWriter.wakeReaders: the flag goes, then the count changes, then those who sleep on the old count are woken. */
inline wake_readers(n) {
    if
    :: MUTANT == FLAG_CLEARED_AFTER_WAKE ->
        STEP(wakes++);
        STEP(atomic { reader_sleeps[0] = 0; reader_sleeps[1] = 0 });
        STEP(readers_asleep = 0)
    :: MUTANT == COUNT_BEFORE_CLEAR ->
        STEP(wakes++);
        STEP(readers_asleep = 0);
        STEP(atomic { reader_sleeps[0] = 0; reader_sleeps[1] = 0 })
    :: else ->
        STEP(readers_asleep = 0);
        STEP(wakes = (MUTANT == NO_COUNT_OF_WAKES -> wakes : wakes + 1));
        STEP(atomic { reader_sleeps[0] = 0; reader_sleeps[1] = 0 })
    fi
}

/* NewestMessage.show: which tail it belongs to, then the copy itself. A wish is a choice. */
inline copy_newest() {
    if
    :: skip
    :: COPIES && MUTANT != COPY_BEFORE_ITS_NUMBER ->
        STEP(newest_end = written);
        STEP(newest = 0);
        STEP(newest = data[(written - 1) % SLOTS])
    :: COPIES && MUTANT == COPY_BEFORE_ITS_NUMBER ->
        STEP(newest = 0);
        STEP(newest = data[(written - 1) % SLOTS]);
        STEP(newest_end = written)
    fi
}

/* RingWriter.publishWritten */
inline publish() {
    if
    :: tail == written && MUTANT != PUBLISH_BEFORE_WRITE -> skip
    :: tail == written && MUTANT == PUBLISH_BEFORE_WRITE ->
        if
        :: readers_asleep -> wake_readers(0)
        :: else
        fi
    :: tail != written && MUTANT == NO_FENCE_AFTER_PUBLISH ->
        seen = readers_asleep;
        STEP(tail = written);
        if
        :: seen -> seen = 0; wake_readers(0)
        :: else -> seen = 0
        fi
    :: tail != written && MUTANT != NO_FENCE_AFTER_PUBLISH ->
        STEP(tail = written);
        if
        :: readers_asleep -> wake_readers(0)
        :: else
        fi
    fi
}

/* RingPlaces.slowestCursor */
inline look_at_cursors() {
    slowest = written;
    p = 0;
    do
    :: p < READERS ->
        if
        :: place[p] == ACTIVE ->
            slowest = (cursor[p] < slowest -> cursor[p] : slowest)
        :: place[p] != ACTIVE
        fi;
        p++
    :: p == READERS -> break
    od
}

/* WriterLease.tryExtend */
inline try_extend() {
    if
    :: MUTANT == NO_FENCE_AFTER_LEASE -> look_at_cursors()
    :: else
    fi;
    STEP(atomic {
        announced = (announced < written + LEASE_STEP -> written + LEASE_STEP : announced);
        lease = announced
    });
    if
    :: MUTANT == NO_FENCE_AFTER_LEASE
    :: else -> look_at_cursors()
    fi;
    atomic {
        granted = (slowest + SLOTS < announced -> slowest + SLOTS : announced);
        slowest = 0;
        p = 0
    }
}

/* RingPlaces.removeDeadAndStuck */
inline remove_dead_and_stuck() {
    p = 0;
    do
    :: p < READERS ->
        if
        :: place[p] == ACTIVE && cursor[p] + SLOTS < written + 1 ->
            if
            :: atomic { place_lock[p] == NOBODY -> place_lock[p] = WRITER };
                STEP(place[p] = FREE);
                place_lock[p] = NOBODY
            :: place_lock[p] != NOBODY -> /* moves, or will be found stuck later */
            :: STUCK && place_lock[p] != NOBODY && place[p] == ACTIVE && MUTANT == CUT_OFF_TELLS_NOBODY -> forced = 1
            :: STUCK && place_lock[p] != NOBODY && place[p] == ACTIVE && MUTANT != CUT_OFF_TELLS_NOBODY ->
                /* meanwhile the reader may have left, and another come */
                STEP(place[p] = CUT_OFF)
            fi
        :: else
        fi;
        p++
    :: p == READERS -> p = 0; break
    od
}

#define IN_THE_WAY_AND_DEAD(i) (i < READERS && place[i] == ACTIVE && place_lock[i] == NOBODY)

/* WriterLease.extend and sleepFor */
inline extend() {
    try_extend();
    do
    :: granted > written -> break
    :: forced -> atomic { granted = announced; forced = 0 }; break
    :: granted <= written && !forced ->
        STEP(writer_asleep = 1);
        if
        :: MUTANT == WRITER_SLEEPS_WITHOUT_LOOK -> skip
        :: else -> try_extend()
        fi;
        if
        :: granted > written -> break
        :: else
        fi;
        if
        :: MUTANT == WRITER_SLEEPS_WITHOUT_LOOK -> skip
        :: else -> remove_dead_and_stuck(); try_extend()
        fi;
        if
        :: granted > written || forced -> skip
        :: else ->
            STEP(writer_sleeps = writer_asleep);
            if
            :: mortal && kills < KILLS -> kills++; goto dead
            :: atomic {
                (!writer_sleeps || writer_slice || IN_THE_WAY_AND_DEAD(0) || IN_THE_WAY_AND_DEAD(1)) ->
                writer_sleeps = 0;
                writer_slice = 0 }
            fi
        fi
    od
}

#define HAS_ALL(i) (i >= READERS || place[i] != ACTIVE || place_lock[i] == NOBODY || cursor[i] >= written)

/* RingWriter: takes the role, goes on where the last one stopped, ends the ring in good order. */
proctype Writer(byte id) {
    byte written, granted, announced, slowest, p, seen;
    bit forced;
    bit mortal = 1;
        atomic {
            (!writer_lock || MUTANT == NO_WRITER_LOCK) -> writer_lock = 1;
            in_role++;
            assert(in_role == 1) /* a second writer is refused */
        };
        if
        :: state != OPEN -> goto leave /* it makes a new ring, and touches this one no more */
        :: state == OPEN && id == 1 ->
            /* of another size: a new ring has the name, and this one is left as it is */
            STEP(state = REPLACED);
            wake_readers(0);
            goto leave
        :: state == OPEN
        fi;
        /* the last one may have been killed in the middle of a copy */
        STEP(newest_end = (MUTANT == DEAD_COPY_LEFT -> newest_end : 0));
        /* or between forgetting that somebody sleeps and waking it */
        wake_readers(0);
        announced = lease;
        atomic {
            written = tail;
            granted = (MUTANT == RESUME_WITH_DEAD_LEASE -> announced : written)
        };
        do
        :: written < MESSAGES ->
            if
            :: written + 1 > granted -> publish(); extend()
            :: else
            fi;
            if
            :: MUTANT == PUBLISH_BEFORE_WRITE -> atomic { author[written] = id; tail = written + 1 }
            :: else
            fi;
            STEP(data[written % SLOTS] = 0);
            STEP(atomic {
                data[written % SLOTS] = RECORD(written, id);
                author[written] = id;
                written++
            });
            if
            :: copy_newest(); publish()
            :: written < MESSAGES && written < granted -> skip /* append: goes out with the next */
            fi
        :: written == MESSAGES -> break
        od;
        /* It need not end soon: everybody must have heard of everything without that. */
        if
        :: mortal && kills < KILLS -> kills++; goto dead
        :: HAS_ALL(0) && HAS_ALL(1)
        fi;
        STEP(state = ENDED);
        if
        :: readers_asleep -> wake_readers(0)
        :: else
        fi;
leave:
dead:
    /* What the kernel does, whether it was killed or has closed. */
    atomic {
        in_role = (in_role > 0 -> in_role - 1 : 0);
        writer_lock = 0;
        writer_sleeps = 0;
        reader_slice[0] = reader_sleeps[0];
        reader_slice[1] = reader_sleeps[1];
        place_lock[0] = (place_lock[0] == WRITER -> NOBODY : place_lock[0]);
        place_lock[1] = (place_lock[1] == WRITER -> NOBODY : place_lock[1]);
        writers_left--
    }
}

inline wake_writer(wrong) {
    if
    :: MUTANT != wrong && writer_asleep -> STEP(writer_asleep = 0); STEP(writer_sleeps = 0)
    :: MUTANT == wrong || !writer_asleep
    fi
}

/* ReaderPlace.show */
inline show_cursor() {
    if
    :: shown != pos ->
        STEP(atomic { cursor[me] = pos; shown = pos });
        wake_writer(READER_WAKES_NOBODY)
    :: else
    fi
}

/* RecordReader.join and ReaderPlace.register */
inline join(oldest) {
    do
    :: STEP(place[me] = FREE);
        l = lease;
        atomic {
            start = (!oldest -> tail : (l > SLOTS -> l - SLOTS : 0));
            l = 0
        };
        STEP(cursor[me] = start);
        STEP(place[me] = ACTIVE);
        if
        :: MUTANT != NO_LOOK_AT_LEASE_AFTER_JOIN && start + SLOTS < lease -> skip
        :: MUTANT == NO_LOOK_AT_LEASE_AFTER_JOIN || start + SLOTS >= lease ->
            atomic {
                shown = start;
                pos = (oldest -> start : tail);
                start = 0
            };
            if
            :: place[me] == ACTIVE -> break
            :: place[me] != ACTIVE
            fi
        fi
    od;
    /* a writer that saw where this place was before may wait for it to move */
    wake_writer(JOIN_WAKES_NOBODY);
    show_cursor();
    limit = pos
}

/* RecordReader.rejoin: what the reader is told it lost is the way from the message it expected to where it is now. */
inline rejoin() {
    join(0);
    atomic {
        assert(pos >= next);
        next = pos
    }
}

/* One message is handed over: the next one, as it was written, and after it was published. */
inline deliver(record) {
    assert(pos == next);
    assert(pos < tail);
    assert(record == RECORD(pos, author[pos]));
    pos++;
    next++
}

/* RingReader, RecordReader and TailWatch: a registered reader. */
proctype Registered(byte me) {
    byte pos, next, limit, shown, start, l, n, st, word, w0, w1;
    bit lives = 1;
    bit mortal = (me > 0);
begin:
        atomic { place_lock[me] == NOBODY -> place_lock[me] = READER };
        if
        :: join(0)
        :: me == 0 -> join(1)
        fi;
        next = pos;
        do
        :: pos == limit ->
            limit = tail;
            if
            :: pos != limit -> skip
            :: else ->
                show_cursor();
                if
                :: MUTANT == COUNT_LOADED_AFTER_FLAG -> STEP(readers_asleep = 1); word = wakes
                :: else -> word = wakes; STEP(readers_asleep = 1)
                fi;
                if
                :: MUTANT != NO_LOOK_BEFORE_SLEEP && pos != tail -> skip
                :: MUTANT == NO_LOOK_BEFORE_SLEEP || pos == tail ->
                    if
                    :: place[me] != ACTIVE -> rejoin()
                    :: place[me] == ACTIVE ->
                        st = state;
                        if
                        :: MUTANT != NO_LOOK_AT_TAIL_AFTER_END && MUTANT != NO_LOOK_BEFORE_SLEEP && pos != tail -> skip
                        :: MUTANT == NO_LOOK_AT_TAIL_AFTER_END || MUTANT == NO_LOOK_BEFORE_SLEEP || pos == tail ->
                            if
                            :: st != OPEN ->
                                st = 0;
                                word = 0;
                                assert(pos == tail); /* everything that was published before the end was taken */
                                goto leave
                            :: st == OPEN ->
                                STEP(reader_sleeps[me] = (wakes == word));
                                if
                                :: mortal && kills < KILLS -> kills++; goto dead
                                :: atomic {
                                    (!reader_sleeps[me] || reader_slice[me] || writers_left == 0) ->
                                    reader_sleeps[me] = 0;
                                    reader_slice[me] = 0;
                                    if
                                    :: writers_left == 0 && pos == tail && state == OPEN -> goto leave /* killed, all of them */
                                    :: else
                                    fi
                                }
                                fi
                            fi
                        fi
                    fi;
                    st = 0;
                    word = 0
                fi
            fi
        :: COPIES && pos + 1 == limit ->
            /* RecordReader.fillFromBesideTail */
            w0 = newest;
            if
            :: newest_end == limit || MUTANT == COPY_BELIEVED_WITHOUT_ASKING ->
                atomic { deliver(w0); w0 = 0 };
                if
                :: pos - shown >= LEASE_STEP || writer_asleep -> show_cursor()
                :: else
                fi
            :: else -> w0 = 0
            fi
        :: pos != limit ->
            /* RecordWindow.fill: several records for one question whether they were still there */
            assert(limit - pos <= SLOTS || place[me] != ACTIVE);
            n = (limit - pos < WINDOW -> limit - pos : WINDOW);
            if
            :: MUTANT == CURSOR_BEFORE_COPY -> cursor[me] = pos + n
            :: else
            fi;
            w0 = data[pos % SLOTS];
            if
            :: n > 1 -> w1 = data[(pos + 1) % SLOTS]
            :: else
            fi;
            if
            :: MUTANT != BELIEVE_WITHOUT_ASKING && place[me] != ACTIVE -> rejoin()
            :: MUTANT == BELIEVE_WITHOUT_ASKING || place[me] == ACTIVE ->
                do
                :: n > 0 ->
                    atomic {
                        deliver(w0);
                        atomic { w0 = w1; w1 = 0; n-- }
                    };
                    if
                    :: pos - shown >= LEASE_STEP || writer_asleep -> show_cursor()
                    :: else
                    fi
                :: n == 0 -> break
                od
            fi;
            atomic { w0 = 0; w1 = 0; n = 0 }
        od;
leave:  lives = 0;
dead:
    atomic {
        /* RingReader.close frees its place; of one that was killed, the kernel gives back the lock only. */
        if
        :: !lives -> place[me] = FREE; writer_asleep = 0; writer_sleeps = 0
        :: else
        fi;
        place_lock[me] = NOBODY;
        reader_sleeps[me] = 0;
        reader_slice[me] = 0;
        writer_slice = writer_sleeps
    };
    if
    :: lives ->
        /* another process comes and takes its place */
        atomic { pos = 0; next = 0; limit = 0; shown = 0; start = 0; l = 0; n = 0; st = 0; word = 0; w0 = 0; w1 = 0 };
        goto begin
    :: else
    fi
}

/* A reader with a PassiveStanding: writes nothing, looks at the lease after it has copied, looks again by itself. */
proctype Passive(bit oldest) {
    byte pos, next, limit, l, st, w0;
    bit joined;
    do
    :: !joined ->
        l = lease;
        atomic {
            pos = ((oldest || next > 0) -> (l > SLOTS -> l - SLOTS : 0) : tail);
            l = 0;
            limit = pos;
            joined = 1;
            /* LAGGED: what it is told is the way from where it was */
            next = (pos > next -> pos : next);
        };
        assert(pos == next)
    :: joined && pos == limit ->
        limit = tail;
        if
        :: pos != limit -> skip
        :: else ->
            st = state;
            if
            :: pos != tail -> skip
            :: pos == tail && st != OPEN -> break
            :: pos == tail && st == OPEN ->
                (pos != tail || state != OPEN || writers_left == 0);
                if
                :: writers_left == 0 && pos == tail && state == OPEN -> break
                :: else
                fi
            fi;
            st = 0
        fi
    :: COPIES && joined && pos + 1 == limit ->
        w0 = newest;
        if
        :: newest_end == limit || MUTANT == COPY_BELIEVED_WITHOUT_ASKING -> atomic { deliver(w0); w0 = 0 }
        :: else -> w0 = 0
        fi
    :: joined && pos != limit ->
        w0 = data[pos % SLOTS];
        if
        :: MUTANT != PASSIVE_BELIEVES_WITHOUT_ASKING && pos + SLOTS < lease -> joined = 0
        :: MUTANT == PASSIVE_BELIEVES_WITHOUT_ASKING || pos + SLOTS >= lease -> atomic { deliver(w0) }
        fi;
        w0 = 0
    od
}

init {
    atomic {
        run Writer(0);
        if
        :: WRITERS > 1 -> run Writer(1)
        :: else
        fi;
        if
        :: READERS > 0 -> run Registered(0)
        :: else
        fi;
        if
        :: READERS > 1 -> run Registered(1)
        :: else
        fi;
        if
        :: PASSIVE > 0 -> run Passive(0)
        :: else
        fi;
        if
        :: PASSIVE > 1 -> run Passive(1)
        :: else
        fi
    }
}

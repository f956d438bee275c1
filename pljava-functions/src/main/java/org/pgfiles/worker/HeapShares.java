package org.pgfiles.worker;

/** Where a job gets its part of the heap from: beside others, or with all of it to itself. */
interface HeapShares {
    HeapShares BESIDE_OTHERS = HeapRoom.OF_THIS_JVM::take;

    /** For a job whose first try ran out of memory: perhaps the others were to blame. */
    HeapShares ALONE = bytes -> HeapRoom.OF_THIS_JVM.take(Long.MAX_VALUE);

    HeapRoom.Share take(long bytes);
}

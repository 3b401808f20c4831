/**
 * Where a receiver keeps how far it has come with each object. `Tx` is what its own writes can be made with, so that
 * they are saved together with that.
 */
export interface ReceiverStore<Tx = undefined> {
  /**
   * Runs `work` for one object, alone: whoever else holds the same object waits, in this process and in any other on the
   * same store. `last` is the sequence of the last event that was handed over, 0 when there was none. The sequence that
   * `work` gives is saved in its place; when `work` throws, nothing is saved and `hold` throws the same.
   */
  hold(objectId: string, work: (last: number, tx: Tx) => Promise<number>): Promise<void>;
}

// How the programs of this folder tell what they found, see each in lib.sh.
export async function check(what: string, found: () => unknown): Promise<void> {
    try {
        const problem = await found();
        console.log(problem === true || problem === undefined ? `ok ${what}` : `not ok ${what}: ${JSON.stringify(problem)}`);
    } catch (error) {
        console.log(`not ok ${what}: ${error}`);
    }
}
export const same = (got: unknown, wanted: unknown) =>
    JSON.stringify(got) === JSON.stringify(wanted) || `${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`;

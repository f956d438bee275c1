// What is around the code of docs/how-to/upload-large-files.md: how RPCs are called, and how a page tells what it saw.
declare const API: string, TOKEN: string, SITE: string, MIB: number;

export async function rpc(name: string, body: unknown): Promise<any> {
    const response = await fetch(`${API}/rpc/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${answer.message}: ${answer.details} ${answer.hint}`);
    return answer;
}
// What a PDF begins with, and then anything; the same bytes in each run.
function pdf(bytes: number): Blob {
    const block = new Uint8Array(1 << 20);
    for (let i = 0, x = 1; i < block.length; i++) block[i] = x = (x * 1103515245 + 12345) & 0xff;
    const parts: BlobPart[] = ["%PDF-1.4\n"];
    for (let left = bytes - 9; left > 0; left -= block.length) parts.push(block.slice(0, Math.min(left, block.length)));
    return new Blob(parts, { type: "application/pdf" });
}

/** An Uppy that sends from 5 MiB on in parts, and not only from 100 MiB on; about the parts it is told nothing. */
export function inParts(uppy: any): any {
    const use = uppy.use.bind(uppy);
    uppy.use = (plugin: any, options: any) => use(plugin, { ...options, shouldUseMultipart: (file: any) => file.size > 5 * 1048576 });
    return uppy;
}

/** Uploads a small file by one PUT and one of MIB MiB in parts, with nothing about parts set, and reports. */
export async function run(uppy: any): Promise<void> {
    const lines: string[] = [];
    try {
        for (const [name, bytes] of [["small.pdf", 100_000], ["large.pdf", MIB * 1048576]] as const) {
            uppy.addFile({ name, type: "application/pdf", data: new File([pdf(bytes)], name, { type: "application/pdf" }) });
            const { successful, failed } = await uppy.upload();
            lines.push(failed?.length ? `not ok ${name}: ${failed[0].error}` : `ok ${name}: ${successful.length} uploaded`);
            uppy.cancelAll();
        }
    } catch (error) {
        lines.push(`not ok ${error}`);
    }
    await fetch("report", { method: "POST", body: lines.join("\n") });
}

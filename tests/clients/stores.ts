// One store, asked for what it promises as a client would and would not ask: the main job, and requests that were signed for something
// else. Prints checks as say.ts does, and lines of "found", a promise and a cell for the table of docs/how-to/use-another-host-name.md.
import http from "node:http";
import { createHash } from "node:crypto";
import { check, same } from "./say";
declare const process: { env: Record<string, string>; argv: string[] };
const { API, TOKEN, SITE } = process.env;
const photo = Buffer.from(process.env.PHOTO, "base64");
// An image, too, in other bytes: what follows the end of a JPEG is nobody's.
const longer = Buffer.concat([photo, Buffer.from("1")]);
const other = Buffer.concat([photo.subarray(0, photo.length - 2), Buffer.from("XX")]);
const store = process.argv[2];

interface Answer { status: number; headers: Record<string, any>; body: Buffer }
interface Signed { file_id: string; method: string; url: string; headers: Record<string, string>; fields: Record<string, string> | null }

function send(method: string, url: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
        const request = http.request(url, { method, agent: false,
            headers: { ...headers, ...(body ? { "Content-Length": String(body.length) } : {}) } }, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk) => chunks.push(chunk));
            response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
            response.on("error", reject);
        });
        request.on("error", reject);
        request.end(body);
    });
}
const isTaken = (answer: Answer) => answer.status >= 200 && answer.status < 300;
async function ask(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await send(method, API + path, { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
        body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
    if (!isTaken(answer)) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body.toString());
}
const rpc = (name: string, body: unknown) => ask("POST", `/rpc/${name}`, body);
const described = { entity_type: store, entity_id: SITE, file_name: "photo.jpg", file_type: "image/jpeg", file_size: photo.length };
const signedUpload = (more = {}): Promise<Signed> => rpc("generate_upload_url", { ...described, ...more });
const put = (signed: Signed, body: Buffer, headers = {}) => send("PUT", signed.url, { ...signed.headers, ...headers }, body);
async function settled(id: string): Promise<any> {
    await rpc("confirm_upload", { file_id: id });
    for (let i = 0; i < 300; i++) {
        const [row] = await ask("GET", `/files?id=eq.${id}&select=id,status,status_reason,status_detail,is_ready,problem,sha256,download_url,` +
            "thumbnail_small_url,thumbnail_medium_url,thumbnail_large_url");
        if (row.is_ready || row.problem) return row;
        await new Promise((go) => setTimeout(go, 100));
    }
    throw new Error(`the worker has not looked at ${id}`);
}
const copied = "the worker: it copies what it checks";
const found = (promise: string, cell: string) => console.log(`found\t${promise}\t${cell}`);
// What becomes of an upload that the store should not have taken. What was copied is looked at as who goes past us sees it.
async function verdict(id: string): Promise<string> {
    const row = await settled(id);
    if (!row.is_ready) return `the worker: \`${row.status_reason}\``;
    const url = new URL(row.download_url);
    ["response-content-type", "response-content-disposition"].forEach((name) => url.searchParams.delete(name));
    const answer = await send("GET", url.href);
    return answer.headers["content-type"] === "image/jpeg" && answer.body.equals(photo) ? copied : "no";
}
const refusedOr = async (answer: Answer, otherwise: () => Promise<string> | string) => isTaken(answer) ? otherwise() : "yes";

async function mainJob(): Promise<any> {
    const signed = await signedUpload();
    const answer = await put(signed, photo);
    if (!isTaken(answer)) throw new Error(`PUT: ${answer.status} ${answer.body}`);
    const row = await settled(signed.file_id);
    if (!row.is_ready) throw new Error(JSON.stringify(row));
    const got = await send("GET", row.download_url);
    const small = await Promise.all(["small", "medium", "large"].map((size) => send("GET", row[`thumbnail_${size}_url`])));
    await check(`${store}: a photo comes back as it went, with three thumbnails`, () => same(
        [got.status, got.body.equals(photo), ...small.map((s) => [s.status, s.headers["content-type"], s.body.readUInt16BE(0)])],
        [200, true, ...small.map(() => [200, "image/jpeg", 0xffd8])]));
    return { signed, row };
}

async function readers({ row }: any): Promise<void> {
    const short: Signed = await rpc("generate_download_url", { file_id: row.id, expires_in: 1 });
    const url: string = row.download_url;
    found("a GET without a signature is refused", await refusedOr(await send("GET", url.split("?")[0]), () => "no"));
    const forged = url.slice(0, -1) + (url.endsWith("0") ? "1" : "0");
    found("a GET with a changed signature is refused", await refusedOr(await send("GET", forged), () => "no"));
    const range = await send("GET", url, { Range: "bytes=2-11" });
    found("a range is sent alone", range.status === 206 && range.body.equals(photo.subarray(2, 12)) ? "yes" : "whole objects");
    const saved: Signed = await rpc("generate_download_url", { file_id: row.id, is_attachment: true });
    const answer = await send("GET", saved.url);
    found("a download is saved under the name that its URL says", /^attachment;.*photo\.jpg/.test(answer.headers["content-disposition"]) ? "yes" : "no");
    await new Promise((go) => setTimeout(go, 2100));
    found("a GET by an expired URL is refused", await refusedOr(await send("GET", short.url), () => "no"));
}

async function writers({ signed, row }: any): Promise<void> {
    found("a second PUT by the same URL is refused", await refusedOr(await put(signed, other), async () => {
        const [now] = await ask("GET", `/files?id=eq.${row.id}&select=download_url`);
        return (await send("GET", now.download_url)).body.equals(photo) ? copied : "no";
    }));
    const bare = await signedUpload();
    found("a PUT without a signature is refused", await refusedOr(await send("PUT", bare.url.split("?")[0], bare.headers, photo), () => "no"));
    const long = await signedUpload();
    found("a PUT of more bytes is refused", await refusedOr(await put(long, longer), () => verdict(long.file_id)));
    const typed = await signedUpload();
    found("a PUT of another type is refused", await refusedOr(await put(typed, photo, { "content-type": "text/html" }), () => verdict(typed.file_id)));
    const summed = await signedUpload({ sha256: createHash("sha256").update(photo).digest("hex") });
    found("a PUT of bytes with another SHA-256 is refused", await refusedOr(await put(summed, other), () => verdict(summed.file_id)));
    // The URL of the digest is good for the right bytes, or that it was refused would say nothing.
    const right = await signedUpload({ sha256: createHash("sha256").update(photo).digest("hex") });
    await check(`${store}: a PUT with a SHA-256 is taken`, async () => same((await put(right, photo)).status, 200));
}

// An upload in parts: it is begun, and each part is what is made of it. How it ends, or the first answer that refuses something.
type End = () => Promise<Answer>;
async function inParts(bytes: Buffer, made = (part: Buffer) => part): Promise<{ id: string; begin: () => Promise<End | Answer> }> {
    const created = await rpc("create_multipart_upload", { ...described, file_name: "a.pdf", file_type: "application/pdf", file_size: bytes.length });
    return { id: created.file_id, begin: async () => {
        const begun = (await send(created.method, created.url, created.headers, Buffer.alloc(0))).body.toString();
        const upload = { file_id: created.file_id, upload_id: begun.match(/<UploadId>([^<]+)/)![1] };
        let list = "";
        for (let n = 1; n <= created.part_count; n++) {
            const part = bytes.subarray((n - 1) * created.part_size, n * created.part_size);
            const answer = await put(await rpc("sign_part", { ...upload, part_number: n }), made(part));
            if (!isTaken(answer)) return answer;
            list += `<Part><PartNumber>${n}</PartNumber><ETag>${answer.headers.etag}</ETag></Part>`;
        }
        const done = await rpc("complete_multipart_upload", upload);
        return () => send(done.method, done.url, done.headers, Buffer.from(`<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`));
    } };
}
const pdf = (bytes: number) => Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(bytes - 9, "x")]);
async function parts(): Promise<void> {
    const whole = pdf((5 << 20) + 1000);
    const upload = await inParts(whole);
    const ended = await (await upload.begin() as End)();
    await check(`${store}: an upload in parts`, async () => same([ended.status, (await settled(upload.id)).sha256],
        [200, createHash("sha256").update(whole).digest("hex")]));

    const long = await inParts(pdf(1000), (part) => Buffer.concat([part, part]));
    const end = await long.begin();
    if (typeof end === "function") await end();
    found("a part of more bytes is refused", typeof end === "function" ? await verdict(long.id) : "yes");

    // Two that were begun for the same key; what the second has in it is other bytes.
    let letter = "a";
    const twice = await inParts(pdf(1000), (part) => Buffer.concat([part.subarray(0, 999), Buffer.from(letter)]));
    const first = await twice.begin() as End;
    letter = "b";
    const second = await twice.begin() as End;
    await first();
    const row = await settled(twice.id);
    const late = await second();
    const kept = (await send("GET", row.download_url)).body.toString().endsWith("a");
    found("parts are not put together over what is there", kept ? (late.status === 412 ? "yes" : copied) : "no");
}

async function forms(): Promise<void> {
    const answer = await send("POST", `${API}/rpc/generate_upload_form`, { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
        Buffer.from(JSON.stringify({ ...described, file_size: undefined, max_size: 1_000_000 })));
    const says = JSON.parse(answer.body.toString());
    if (answer.status === 501) {
        found("a form is good for its key, sizes and type alone", "no forms are given out");
        return;
    }
    const post = (fields: Record<string, string>) => {
        const form = Object.entries(fields).map(([name, value]) =>
            Buffer.from(`--pgfiles\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
        return send("POST", says.url, { "Content-Type": "multipart/form-data; boundary=pgfiles" }, Buffer.concat([...form,
            Buffer.from('--pgfiles\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'), photo, Buffer.from("\r\n--pgfiles--\r\n")]));
    };
    const foreign = await post({ ...says.fields, key: says.fields.key + "x" });
    found("a form is good for its key, sizes and type alone", isTaken(foreign) ? "no" : "yes");
    await check(`${store}: a form`, async () => same([isTaken(await post(says.fields)), (await settled(says.file_id)).status], [true, "ready"]));
}

try {
    const first = await mainJob();
    await Promise.all([readers(first), writers(first), parts(), forms()]);
} catch (error) {
    console.log(`not ok ${store}: ${error} ${(error as Error).stack}`.replace(/\n/g, " "));
}

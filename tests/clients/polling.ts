// A client that polls for its URL, and one that has stopped polling, written after the contract alone: one JSON object each.
import { check, same } from "./say";
declare const process: { env: Record<string, string> };
const { API, TOKEN, SITE } = process.env;
const photo = Uint8Array.from(atob(process.env.PHOTO), (c) => c.charCodeAt(0));

interface Polled { status: "pending" | "completed" | "failed"; url: string | null; error: string | null }

async function post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(API + path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}`, Prefer: "return=representation" },
        body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
}
const parameters = (entityType: string) =>
    ({ p_entity_type: entityType, p_entity_id: SITE, p_file_name: "photo.jpg", p_file_type: "image/jpeg" });

async function waitForUrl(requestId: string): Promise<string> {
    for (let i = 0; i < 20; i++) {
        const response = await post<Polled>("/rpc/get_upload_url", { p_request_id: requestId });
        if (response.status === "completed" && response.url) return response.url;
        if (response.status === "failed") throw new Error(response.error ?? "failed");
        await new Promise((go) => setTimeout(go, 500));
    }
    throw new Error("Timeout waiting for upload URL");
}
async function put(url: string): Promise<void> {
    const response = await fetch(url, { method: "PUT", headers: { "Content-Type": "image/jpeg" }, body: photo });
    if (!response.ok) throw new Error(`S3 answered ${response.status}`);
}
// The key is what the path names behind the bucket.
const register = (url: string) => post<{ id: string; entity_type: string }[]>("/files", {
    entity_type: "Issue", entity_id: SITE, file_name: "photo.jpg", file_type: "image/jpeg", file_size: photo.length,
    s3_original_key: decodeURIComponent(new URL(url).pathname.split("/").slice(2).join("/")),
});

await check("a polling client has its URL at the first poll, uploads, and registers the file", async () => {
    const id = await post<string>("/rpc/request_upload_url", parameters("Issue"));
    const url = await waitForUrl(id);
    await put(url);
    const [row] = await register(url);
    return same([row.id, row.entity_type], [id, "Issue"]);
});
await check("one that asks at once has its URL in one call", async () => {
    const { url } = await post<{ url: string }>("/rpc/get_upload_url_sync", parameters("Issue"));
    await put(url);
    return same((await register(url)).length, 1);
});
await check("what is refused is told", async () => {
    const failed = await post<Polled>("/rpc/get_upload_url", { p_request_id: "00000000-0000-4000-8000-000000000000" });
    return same([failed.status, failed.url, typeof failed.error], ["failed", null, "string"]);
});

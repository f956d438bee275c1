// @supabase/postgrest-js: what its users write, against the API.
import { PostgrestClient } from "@supabase/postgrest-js";
import { check, same } from "./say";
declare const process: { env: Record<string, string> };
const { API, TOKEN, SITE } = process.env;
const photo = Uint8Array.from(atob(process.env.PHOTO), (c) => c.charCodeAt(0));
const db = new PostgrestClient<any, any, any>(API, { headers: { Authorization: `Bearer ${TOKEN}` } });
const stranger = new PostgrestClient<any, any, any>(API);

let fileId = "";
await check("rpc() gives a request, which fetch sends as it is", async () => {
    const { data, error } = await db.rpc("generate_upload_url",
        { entity_type: "site", entity_id: SITE, file_name: "a.jpg", file_type: "image/jpeg", file_size: photo.length });
    if (error) return error;
    fileId = data.file_id;
    const put = await fetch(data.url, { method: data.method, headers: data.headers, body: photo });
    return same([put.status, (await db.rpc("confirm_upload", { file_id: fileId })).data.status], [200, "uploaded"]);
});
await check("select() has computed URLs, filters, order, count and single()", async () => {
    for (let i = 0; i < 100; i++) {
        const { data, error, count } = await db.from("files").select("id,is_ready,download_url,thumbnail_small_url", { count: "exact" })
            .eq("entity_id", SITE).order("created_at", { ascending: false }).limit(1).maybeSingle();
        if (error) return error;
        if (data.is_ready) return same([count, (await fetch(data.thumbnail_small_url)).status], [1, 200]);
        await new Promise((go) => setTimeout(go, 200));
    }
    return "not ready";
});
await check("batches go by items or by file_ids", async () => {
    const byItems = await db.rpc("generate_download_urls", { items: [{ file_id: fileId }] }).select("item,url");
    const byIds = await db.rpc("generate_download_urls", { file_ids: [fileId] }).select("item,url");
    return same([byItems.data?.length, byItems.error, byIds.data?.length], [1, null, 1]);
});
await check("a polling client's maybeSingle() and plain await read the same object", async () => {
    const id = (await db.rpc("request_upload_url", { p_entity_type: "site", p_entity_id: SITE, p_file_name: "b.jpg", p_file_type: "image/jpeg" })).data;
    const plain = (await db.rpc("get_upload_url", { p_request_id: id })).data;
    const single = (await db.rpc("get_upload_url", { p_request_id: id }).single()).data as any;
    return same([plain.status, single.status], ["completed", "completed"]);
});
await check("a GET of what writes is told to POST", async () => {
    const { error, status } = await db.rpc("generate_download_url", { file_id: fileId }, { get: true });
    return same([status, error?.hint?.startsWith("call it with POST")], [405, true]);
});
await check("update() and delete() name the function", async () => {
    const updated = await db.from("files").update({ title: "x" }).eq("id", fileId);
    const deleted = await db.from("files").delete().eq("id", fileId);
    return same([updated.status, updated.error?.hint?.includes("/rpc/"), deleted.status, deleted.error?.hint?.includes("/rpc/")], [405, true, 405, true]);
});
await check("without a token the answer says to send one", async () => {
    const { error, status } = await stranger.from("files").select("id");
    return same([status, error?.hint?.startsWith("send a token")], [401, true]);
});

// A grid that asks for its columns by the names of an older service, and shows what it knows of a photo.
import { check, same } from "./say";
declare const process: { env: Record<string, string> };
const { API, TOKEN, SITE } = process.env;

type ThumbnailStatus = "pending" | "processing" | "completed" | "failed" | "not_applicable";
interface GridFile {
    id: string; file_name: string; file_size: number; thumbnail_status: ThumbnailStatus; exif_data: Record<string, unknown> | null;
    original_url: string | null; s3_thumbnail_small_key: string | null; s3_thumbnail_medium_key: string | null;
    s3_thumbnail_large_key: string | null; created_at: string;
}
const columns = "id,file_name,file_size,thumbnail_status,exif_data,original_url,s3_thumbnail_small_key,s3_thumbnail_medium_key," +
    "s3_thumbnail_large_key,created_at";

async function load(): Promise<GridFile[]> {
    const response = await fetch(`${API}/files?select=${columns}&entity_type=eq.Issue&entity_id=eq.${SITE}&order=created_at.desc`,
        { headers: { Authorization: `Bearer ${TOKEN}` } });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as GridFile[];
}

let files: GridFile[] = [];
await check("a grid polls until its photos have thumbnails", async () => {
    const known: ThumbnailStatus[] = ["pending", "processing", "completed", "failed", "not_applicable"];
    for (let i = 0; i < 100; i++) {
        files = await load();
        for (const file of files) if (!known.includes(file.thumbnail_status)) return `a status it does not know: ${file.thumbnail_status}`;
        if (files.length > 0 && files.every((file) => file.thumbnail_status === "completed")) return true;
        await new Promise((go) => setTimeout(go, 200));
    }
    return files;
});
await check("it shows the original", async () => same((await fetch(files[0].original_url!)).status, 200));
await check("it knows three thumbnails by their keys", () =>
    same(files.map((f) => [f.s3_thumbnail_small_key, f.s3_thumbnail_medium_key, f.s3_thumbnail_large_key].filter((key) => key?.endsWith(".jpg")).length),
        files.map(() => 3)));
await check("and EXIF, size and name", () => same([typeof files[0].exif_data, files[0].file_size > 0, files[0].file_name], ["object", true, "photo.jpg"]));

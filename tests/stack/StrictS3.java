import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.handler.HandlerWrapper;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * S3Proxy on a folder, which keeps to what AWS documents and S3Proxy does not: the conditions of a form's policy (Creating a POST
 * Policy), and If-None-Match of writes that overlap or put parts together (How to prevent object overwrites). A bucket named "bare"
 * is S3Proxy's own.
 *
 * <p>java -cp 's3proxy/lib/*' StrictS3.java PROPERTIES, with the properties of S3Proxy's own program.
 */
class StrictS3 extends HandlerWrapper {
    private static final String LAX_BUCKET = "/bare/";
    /** Form fields that no policy has to name. */
    private static final String NO_CONDITION = " file policy x-amz-signature awsaccesskeyid signature ";

    private static final int MAX_FORM = 128 << 20;
    private static final int IN_MEMORY = 1 << 20;

    private final Path folder;
    private final Object[] locks = new Object[64];

    StrictS3(Path folder) {
        this.folder = folder;
        Arrays.setAll(locks, i -> new Object());
    }

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            properties.load(in);
        }
        BlobStoreContext context = ContextBuilder.newBuilder(properties.getProperty("jclouds.provider"))
                .credentials("unused", "unused")
                .overrides(properties)
                .buildView(BlobStoreContext.class);
        S3Proxy proxy = S3Proxy.Builder.fromProperties(properties)
                .blobStore(context.getBlobStore())
                .build();
        Field field = S3Proxy.class.getDeclaredField("server");
        field.setAccessible(true);
        Server server = (Server) field.get(proxy);
        StrictS3 strict = new StrictS3(Path.of(properties.getProperty("jclouds.filesystem.basedir")));
        strict.setHandler(server.getHandler());
        server.setHandler(strict);
        proxy.start();
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean isStrict = !(request.getRequestURI() + "/").startsWith(LAX_BUCKET);
        String type = String.valueOf(request.getContentType());
        boolean isWrite = request.getMethod().equals("PUT") || request.getMethod().equals("POST");
        if (isStrict && request.getMethod().equals("POST") && type.startsWith("multipart/form-data")) {
            byte[] body = request.getInputStream().readNBytes(MAX_FORM);
            String refusal = refusal(request.getRequestURI(), type, body);
            if (refusal == null) {
                super.handle(target, base, new Kept(request, new ByteArrayInputStream(body)), response);
            } else {
                answer(base, response, refusal);
            }
        } else if (isStrict && isWrite && request.getHeader("if-none-match") != null) {
            writeOnce(target, base, request, response);
        } else {
            super.handle(target, base, request, response);
        }
    }

    /** The body first: who has sent all is there first. */
    private void writeOnce(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        byte[] start = request.getInputStream().readNBytes(IN_MEMORY);
        Path rest = start.length < IN_MEMORY ? null : Files.createTempFile("s3", ".body");
        try {
            if (rest != null) {
                try (var out = Files.newOutputStream(rest)) {
                    out.write(start);
                    request.getInputStream().transferTo(out);
                }
            }
            String path = request.getRequestURI();
            synchronized (locks[Math.floorMod(path.hashCode(), locks.length)]) {
                Path object = folder.resolve(
                        URLDecoder.decode(path.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
                // Of parts that are put together S3Proxy does not ask. Who may ask at all is its to say.
                if (request.getMethod().equals("POST") && Files.exists(object)) {
                    answer(base, response, "412 PreconditionFailed At least one of the pre-conditions you specified did not hold");
                    return;
                }
                try (InputStream body = rest == null ? new ByteArrayInputStream(start) : Files.newInputStream(rest)) {
                    super.handle(target, base, new Kept(request, body), response);
                }
            }
        } finally {
            if (rest != null) {
                Files.deleteIfExists(rest);
            }
        }
    }

    /** Status, code and message if a form is not what its policy wants; null if it is. */
    static String refusal(String path, String contentType, byte[] body) throws IOException {
        String boundary = contentType.replaceFirst(".*boundary=\"?", "").replaceFirst("[\";].*", "");
        Map<String, String> fields = new LinkedHashMap<>();
        long length = parse(body, "--" + boundary, fields);
        String policy = fields.get("policy");
        if (policy == null) {
            return null; // S3Proxy refuses it: nobody has signed it.
        }
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(Base64.getDecoder().decode(policy));
            if (Instant.parse(json.path("expiration").asText()).isBefore(Instant.now())) {
                return "403 AccessDenied Invalid according to Policy: Policy expired";
            }
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            return "403 AccessDenied Invalid Policy: Invalid JSON";
        }
        fields.put("bucket", path.split("/", 3)[1]);
        Map<String, Boolean> named = new LinkedHashMap<>();
        for (JsonNode condition : json.path("conditions")) {
            if (condition.isArray() && condition.get(0).asText().equals("content-length-range")) {
                if (length < condition.get(1).asLong()) {
                    return "400 EntityTooSmall Your proposed upload is smaller than the minimum allowed object size";
                } else if (length > condition.get(2).asLong()) {
                    return "400 EntityTooLarge Your proposed upload exceeds the maximum allowed object size";
                }
                continue;
            }
            boolean isStart = condition.isArray() && condition.get(0).asText().equals("starts-with");
            String name = condition.isArray()
                    ? condition.get(1).asText().replaceFirst("^\\$", "")
                    : condition.fieldNames().next();
            String wanted = condition.isArray() ? condition.get(2).asText() : condition.get(name).asText();
            String value = fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
            if (isStart ? !value.startsWith(wanted) : !value.equals(wanted)) {
                return "403 AccessDenied Invalid according to Policy: Policy Condition failed: " + name;
            }
            named.put(name.toLowerCase(Locale.ROOT), true);
        }
        for (String name : fields.keySet()) {
            if (!named.containsKey(name) && !NO_CONDITION.contains(" " + name + " ") && !name.startsWith("x-ignore-")) {
                return "403 AccessDenied Invalid according to Policy: Extra input fields: " + name;
            }
        }
        return null;
    }

    /** The fields before the file, by their names in lower case; returns the file's length in bytes. */
    private static long parse(byte[] body, String delimiter, Map<String, String> fields) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(delimiter); at >= 0; ) {
            int headEnd = text.indexOf("\r\n\r\n", at);
            int end = headEnd < 0 ? -1 : text.indexOf("\r\n" + delimiter, headEnd + 2);
            if (end < 0) {
                break;
            }
            String name = text.substring(at, headEnd).replaceFirst("(?s).*[; ]name=\"([^\"]*)\".*", "$1");
            if (name.equals("file")) {
                return Math.max(0, end - headEnd - 4);
            }
            byte[] value = Arrays.copyOfRange(body, headEnd + 4, Math.max(headEnd + 4, end));
            fields.put(name.toLowerCase(Locale.ROOT), new String(value, StandardCharsets.UTF_8));
            at = end + 2;
        }
        return 0;
    }

    private static void answer(Request base, HttpServletResponse response, String refusal) throws IOException {
        String[] parts = refusal.split(" ", 3);
        response.setStatus(Integer.parseInt(parts[0]));
        response.setContentType("application/xml");
        response.setHeader("x-amz-request-id", "4442587FB7D0A2F9");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.getWriter()
                .print("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + parts[1] + "</Code><Message>" + parts[2]
                        + "</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>");
        base.setHandled(true);
    }

    /** A request whose body was read already. */
    private static final class Kept extends HttpServletRequestWrapper {
        private final InputStream body;

        Kept(HttpServletRequest request, InputStream body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    return body.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return body.read(bytes, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}

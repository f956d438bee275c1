package org.pgfiles.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The first page of a PDF as a picture, upright, on white. */
final class FirstPage {
    /** Of the compression's levels the quickest: the picture is read once and thrown away. */
    private static final float QUICK = 0.9f;

    private FirstPage() {}

    static Outcome draw(InputStream pdf, int side, OutputStream png) throws IOException {
        // Whoever may open it without a password may look at it, whatever else its author forbids.
        try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(pdf))) {
            if (document.getNumberOfPages() == 0) {
                return Outcome.NO_PAGE;
            }
            PDFRenderer renderer = new PDFRenderer(document);
            // Pictures of many more pixels than the page gets are not decoded in full.
            renderer.setSubsamplingAllowed(true);
            write(renderer.renderImage(0, scale(document.getPage(0).getCropBox(), side), ImageType.RGB), png);
            return Outcome.DRAWN;
        } catch (InvalidPasswordException e) {
            return Outcome.ENCRYPTED;
        }
    }

    /** Pixels for each point: as many as make the longer side what is wanted, be the page a stamp or a hoarding. */
    private static float scale(PDRectangle page, int side) throws IOException {
        float longer = Math.max(page.getWidth(), page.getHeight());
        if (!(longer > 0) || Float.isInfinite(side / longer)) {
            throw new IOException("a page without an area");
        }
        return side / longer;
    }

    private static void write(BufferedImage picture, OutputStream png) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUICK);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        png.flush();
    }
}

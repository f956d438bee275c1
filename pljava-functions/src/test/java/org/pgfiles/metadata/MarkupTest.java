package org.pgfiles.metadata;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser would run scripts of is told by how it begins, and a text with a tag in front is a text. */
class MarkupTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<!DOCTYPE html><p>, HTML",
                "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">, HTML",
                "`\n\t <HTML lang=en>`, HTML",
                "<html>, HTML",
                "<script>alert(1)</script>, HTML",
                "<body onload=alert(1)>, HTML",
                "<iframe src=x>, HTML",
                "`<!-- a note -->\n<!-- another --><head>`, HTML",
                "<svg onload='alert(1)'/>, SVG",
                "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>, SVG",
                "<?xml version='1.0'?><!-- Inkscape --><!DOCTYPE svg><svg/>, SVG",
                "<s:svg xmlns:s='http://www.w3.org/2000/svg'/>, SVG",
                "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>, XML",
                "<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><a/>, XML",
                "<?xml version='1.0'?>, XML",
                "<!DOCTYPE note SYSTEM 'n.dtd'><note/>, XML",
                "`<p align=center>A README</p>`,",
                "<a href='https://example.org'>a link</a>,",
                "<b>bold</b>,",
                "<!-- nothing but a comment -->,",
                "<htmlx>,",
                "a < b and <html>,",
                "``,",
            })
    void of_text_isWhatItBegins(String text, @Nullable Markup expected) {
        assertThat(Markup.of(text.getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void of_byteOrderMark_isNoPartOfIt() {
        String page = "\ufeff<!DOCTYPE html>";
        assertThat(Markup.of(page.getBytes(UTF_8))).isEqualTo(Markup.HTML);
        assertThat(Markup.of(page.getBytes(UTF_16LE))).isEqualTo(Markup.HTML);
        assertThat(Markup.of(page.getBytes(UTF_16BE))).isEqualTo(Markup.HTML);
    }

    @Test
    void of_longBeginning_endsSoon() {
        assertThat(Markup.of(("<!--" + "-->".repeat(100) + "<?a?>".repeat(1000)).getBytes(UTF_8)))
                .isNull();
    }
}

package sealkeeper;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import javax.imageio.ImageIO;
import org.ofdrw.converter.FontLoader;
import org.ofdrw.converter.ImageMaker;
import org.ofdrw.converter.font.GlyphData;
import org.ofdrw.converter.font.TrueTypeFont;
import org.ofdrw.reader.OFDReader;

/**
 * Paints pages of OFD files with ofdrw at 96 dpi: a picture that none of our code had a part in.
 *
 * Arguments: folder for the pictures, pages per file at most, files. Writes {file}-{page}.png and one line for each.
 */
public final class OfdrwPainter {
  private static final double PIXELS_PER_MM = 96 / 25.4;

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.awt.headless", "true");
    useSameSubstitute();
    Path folder = Paths.get(arguments[0]);
    int most = Integer.parseInt(arguments[1]);
    for (int at = 2; at < arguments.length; at++) paint(Paths.get(arguments[at]), folder, most);
  }

  private static void paint(Path file, Path folder, int most) {
    String name = file.getFileName().toString().replaceAll("\\.ofd$", "");
    try (OFDReader reader = new OFDReader(file)) {
      ImageMaker maker = new ImageMaker(reader, PIXELS_PER_MM);
      System.out.println("opened " + name + " " + maker.pageSize());
      for (int page = 0; page < Math.min(most, maker.pageSize()); page++) {
        paintPage(maker, page, folder.resolve(name + "-" + (page + 1) + ".png"));
      }
    } catch (Exception error) {
      System.out.println("failed " + name + " " + error);
    }
  }

  /** A page that ofdrw cannot paint takes nothing from the others. */
  private static void paintPage(ImageMaker maker, int page, Path picture) {
    try {
      ImageIO.write(maker.makePage(page), "PNG", picture.toFile());
      System.out.println("painted " + picture.getFileName());
    } catch (Exception error) {
      System.out.println("failed " + picture.getFileName() + " " + error);
    }
  }

  /**
   * ofdrw reads TrueType outlines only, and a system may have none for Chinese. Texts whose font is not embedded get
   * the outlines of the font a browser would take, through AWT.
   */
  private static void useSameSubstitute() throws Exception {
    FontLoader.getInstance();
    Field field = FontLoader.class.getDeclaredField("defaultFont");
    field.setAccessible(true);
    field.set(null, new SystemFont(new Font("Noto Serif CJK SC", Font.PLAIN, SystemFont.UNITS_PER_EM)));
  }

  /** A font of the system in the clothes of a TrueType file. */
  private static final class SystemFont extends TrueTypeFont {
    static final int UNITS_PER_EM = 1000;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private final Font font;

    SystemFont(Font font) {
      this.font = font;
      this.fontFamily = font.getFamily();
      this.psName = font.getPSName();
    }

    @Override
    public GlyphData getUnicodeGlyph(int code) {
      String text = new String(Character.toChars(code));
      GeneralPath path = new GeneralPath(font.createGlyphVector(EXACT, text).getOutline());
      path.transform(AffineTransform.getScaleInstance(1, -1));
      return new GlyphData() {
        @Override
        public GeneralPath getPath() {
          return path;
        }
      };
    }

    @Override
    public List<Number> getFontMatrix() {
      double unit = 1.0 / UNITS_PER_EM;
      return List.of(unit, 0, 0, unit, 0, 0);
    }
  }
}

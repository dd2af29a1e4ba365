package sealkeeper;

import java.nio.file.Path;
import java.security.Security;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.ofdrw.core.signatures.SigType;
import org.ofdrw.gm.ses.parse.SESVersion;
import org.ofdrw.gm.ses.parse.VersionParser;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.SignedDataValidateContainer;
import org.ofdrw.sign.verify.container.GBT35275ValidateContainer;
import org.ofdrw.sign.verify.container.SESV1ValidateContainer;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/** Prints one JSON line for each file: what ofdrw thinks of all its signatures. */
public final class OfdrwJudge {
  private OfdrwJudge() {}

  public static void main(String[] files) {
    Security.addProvider(new BouncyCastleProvider());
    for (String file : files) {
      System.out.println(judge(file));
    }
  }

  private static String judge(String file) {
    int pages = 0;
    int stamps = 0;
    try (OFDReader reader = new OFDReader(Path.of(file))) {
      pages = reader.getNumberOfPages();
      if (!reader.hasSignature()) {
        return line(file, "UNSIGNED", "", pages, 0);
      }
      stamps = reader.getStampAnnots().size();
      try (OFDValidator validator = new OFDValidator(reader)) {
        validator.setValidator(new AnyContainer()).exeValidate();
      }
      return line(file, "VALID", "", pages, stamps);
    } catch (Exception error) {
      return line(file, "FAIL", error.getClass().getSimpleName() + ": " + error.getMessage(), pages, stamps);
    }
  }

  /** Chooses by the signed value itself: an OID first means SignedData, otherwise an electronic seal signature. */
  private static final class AnyContainer implements SignedDataValidateContainer {
    @Override
    public void validate(SigType type, String algorithm, byte[] text, byte[] signed)
        throws java.io.IOException, java.security.GeneralSecurityException {
      ASN1Sequence sequence = ASN1Sequence.getInstance(signed);
      if (sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier) {
        new GBT35275ValidateContainer().validate(type, algorithm, text, signed);
        return;
      }
      boolean isV4 = VersionParser.parseSES_SignatureVersion(sequence).getVersion() == SESVersion.v4;
      SignedDataValidateContainer container = isV4 ? new SESV4ValidateContainer() : new SESV1ValidateContainer();
      container.validate(type, algorithm, text, signed);
    }
  }

  private static String line(String file, String verdict, String detail, int pages, int stamps) {
    return String.format(
        "{\"file\":%s,\"verdict\":\"%s\",\"detail\":%s,\"pages\":%d,\"stamps\":%d}",
        quote(file), verdict, quote(detail), pages, stamps);
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      if (unit == '"' || unit == '\\' || unit < 0x20 || unit > 0x7e) {
        quoted.append(String.format("\\u%04x", (int) unit));
      } else {
        quoted.append(unit);
      }
    }
    return quoted.append('"').toString();
  }
}

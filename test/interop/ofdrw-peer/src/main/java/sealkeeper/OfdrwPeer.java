package sealkeeper;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.ofdrw.gm.ses.v4.SESeal;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.SignMode;
import org.ofdrw.sign.signContainer.SESV4Container;
import org.ofdrw.sign.stamppos.NormalStampPos;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/**
 * Signs and verifies OFD files in one warm process: {@code OfdrwPeer WORK WARM ROUNDS FILE...}. WORK holds
 * {@code key.der} (PKCS#8, SM2), {@code signer.der} and {@code seal.esl}. One JSON line a file: the
 * milliseconds of each of ROUNDS rounds, after WARM rounds that are not counted, so that the compiler has done its work.
 */
public final class OfdrwPeer {
  private OfdrwPeer() {}

  public static void main(String[] arguments) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    Path work = Path.of(arguments[0]);
    int warm = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    PrivateKey key = KeyFactory.getInstance("EC", "BC")
        .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(work.resolve("key.der"))));
    Certificate signer = CertificateFactory.getInstance("X.509", "BC")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(work.resolve("signer.der"))));
    SESeal seal = SESeal.getInstance(Files.readAllBytes(work.resolve("seal.esl")));
    for (String file : Arrays.copyOfRange(arguments, 3, arguments.length)) {
      Path source = Path.of(file);
      Path target = work.resolve("ofdrw-" + source.getFileName());
      double[] signing = new double[rounds];
      double[] verifying = new double[rounds];
      for (int round = -warm; round < rounds; round++) {
        double signMs = timed(() -> sign(source, target, key, signer, seal));
        double verifyMs = timed(() -> verify(target));
        if (round >= 0) {
          signing[round] = signMs;
          verifying[round] = verifyMs;
        }
      }
      System.out.printf("{\"sign\":%s,\"verify\":%s}%n", Arrays.toString(signing), Arrays.toString(verifying));
    }
  }

  private static Void sign(Path source, Path target, PrivateKey key, Certificate signer, SESeal seal) throws Exception {
    try (OFDReader reader = new OFDReader(source);
        OFDSigner ofd = new OFDSigner(reader, target)) {
      ofd.setSignMode(SignMode.ContinueSign);
      ofd.setSignContainer(new SESV4Container(key, seal, signer));
      ofd.addApPos(new NormalStampPos(1, 100, 60, 42, 42));
      ofd.exeSign();
    }
    return null;
  }

  private static Void verify(Path file) throws Exception {
    try (OFDReader reader = new OFDReader(file);
        OFDValidator validator = new OFDValidator(reader)) {
      validator.setValidator(new SESV4ValidateContainer());
      validator.exeValidate();
    }
    return null;
  }

  private static double timed(Callable<Void> act) throws Exception {
    long started = System.nanoTime();
    act.call();
    return (System.nanoTime() - started) / 1e6;
  }
}

package dev.llavero.testkit.telegram;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Photos and documents: on disk when the simulator has a state directory, else in memory. Used under the lock. */
final class FileStore {
    static final int LARGEST_PHOTO_BYTES = 10 << 20;
    static final int LARGEST_DOCUMENT_BYTES = 50 << 20;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();
    private final Path directory;

    FileStore(Path stateDirectory) {
        directory = stateDirectory == null ? null : stateDirectory.resolve("files");
    }

    StoredFile addPhoto(byte[] bytes) {
        if (bytes.length > LARGEST_PHOTO_BYTES) throw Refusal.tooLarge();
        Image image = Image.read(bytes).orElseThrow(() -> Refusal.badRequest("IMAGE_PROCESS_FAILED"));
        int width = image.size().width;
        int height = image.size().height;
        if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
            throw Refusal.badRequest("PHOTO_INVALID_DIMENSIONS");
        String path = "photos/file_" + files.size() + "." + image.format();
        return keep(
                new StoredFile(
                        "AgACAgQAAxkD" + random(42),
                        "AQAD" + random(9),
                        true,
                        path,
                        null,
                        "image/" + (image.format().equals("jpg") ? "jpeg" : image.format()),
                        bytes.length,
                        width,
                        height),
                bytes);
    }

    StoredFile addDocument(byte[] bytes, String name, String mimeType) {
        if (bytes.length > LARGEST_DOCUMENT_BYTES) throw Refusal.tooLarge();
        if (bytes.length == 0) throw Refusal.badRequest("file must be non-empty");
        String path = "documents/file_" + files.size() + extension(name);
        return keep(
                new StoredFile(
                        "BQACAgQAAxkD" + random(42),
                        "AgAD" + random(9),
                        false,
                        path,
                        name,
                        mimeType,
                        bytes.length,
                        0,
                        0),
                bytes);
    }

    Optional<StoredFile> find(String fileId) {
        return Optional.ofNullable(files.get(fileId));
    }

    Optional<StoredFile> findByPath(String path) {
        return files.values().stream().filter(f -> f.path().equals(path)).findFirst();
    }

    byte[] content(StoredFile file) {
        if (directory == null) return contents.get(file.fileId());
        try {
            return Files.readAllBytes(directory.resolve(file.uniqueId()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<StoredFile> all() {
        return new ArrayList<>(files.values());
    }

    void restore(List<StoredFile> saved) {
        saved.forEach(f -> files.put(f.fileId(), f));
    }

    private StoredFile keep(StoredFile file, byte[] bytes) {
        if (directory == null) {
            contents.put(file.fileId(), bytes);
        } else {
            try {
                Files.createDirectories(directory);
                Files.write(directory.resolve(file.uniqueId()), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        files.put(file.fileId(), file);
        return file;
    }

    private String random(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private static String extension(String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).replaceAll("[^.A-Za-z0-9]", "");
    }

    private record Image(String format, Dimension size) {
        static Optional<Image> read(byte[] bytes) {
            try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) return Optional.empty();
                ImageReader reader = readers.next();
                reader.setInput(in);
                Dimension size = new Dimension(reader.getWidth(0), reader.getHeight(0));
                String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                reader.dispose();
                return Optional.of(new Image(format.equals("jpeg") ? "jpg" : format, size));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}

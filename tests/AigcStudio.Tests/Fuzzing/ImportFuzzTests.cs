using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Datasets.Import.Pictures;
using AigcStudio.Data.Datasets.Import.Texts;
using AigcStudio.Tests.Datasets;
using Xunit;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>What an upload is taken apart by, in the studio's own process.</summary>
public sealed class ImportFuzzTests : IDisposable
{
    private const long Megabyte = 1 << 20;

    private static readonly ImportCaps Caps = new() { MaxItems = 1_000, MaxIdxSide = 100, MaxIdxBytes = 1_000_000, FreeUnpackedBytes = 100_000, MaxGrowth = 2 };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Idx_files_are_read_or_refused()
    {
        byte[] pictures = Archives.IdxImages(2, 3, 4), labels = Archives.IdxLabels(1, 2);
        return new Fuzz("idx", Megabyte, typeof(ImportException)) { Seeds = [pictures, labels, Archives.Gzip(pictures), Archives.Gzip(labels)] }.RunAsync(bytes =>
        {
            var file = IdxFile.Inspect("x", Write(bytes), Caps);
            using var body = file.OpenBody();
            Assert.Equal(file.Header.Bytes, Drain(body));
            if (file.Header.IsLabels)
            {
                new IdxPair(file, file).ReadLabels();
            }
        });
    }

    [Fact]
    public Task Archives_are_unpacked_or_refused()
    {
        var plain = Archives.Zip(("a.png", [1, 2, 3]), ("folder/b.png", new byte[200]), ("../c.png", [4]));
        return new Fuzz("zip", 4 * Megabyte, typeof(ImportException))
        {
            Seeds = [plain, Archives.Zip(("x", Archives.IdxLabels(1, 2))), HostileArchives.Encrypted(), HostileArchives.Overlapping(5), HostileArchives.Wide(1)],
            Words = [[0x50, 0x4B, 5, 6], [0x50, 0x4B, 1, 2], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 6, 6], [0x50, 0x4B, 6, 7], .. Fuzz.Bytes("../", "\\", "C:", "\0")],
        }.RunAsync(bytes =>
        {
            var ledger = new ImportLedger();
            try
            {
                foreach (var file in new ZipSource(Caps, ledger, () => _folder["e" + Guid.CreateVersion7().ToString("N")], 100_000).Unpack("a.zip", Write(bytes)))
                {
                    Assert.Equal(file.Name, UploadName.Clean(file.Name));
                }
            }
            finally
            {
                var left = Directory.GetFiles(_folder.Root, "e*").Select(f => new FileInfo(f)).ToList();
                Assert.InRange(left.Sum(f => f.Length), 0, Caps.FreeUnpackedBytes + (Caps.MaxGrowth * bytes.Length));
                left.ForEach(f => f.Delete());
            }
        });
    }

    [Fact]
    public Task Names_are_cleaned_or_refused() =>
        new Fuzz("names", Megabyte, typeof(ImportException))
        {
            Seeds = Fuzz.Bytes("a/b/c.png", "Café/1.png", "..\\..\\x", "C:\\a", "工作室/一.wav"),
            Words = [.. Fuzz.Bytes("../", "..\\", "/", "\0", "\u202E", "e\u0301", "\uFEFF", "CON", ":", " ", "."), [0xED, 0xA0, 0x80], [0xFF]],
        }.RunAsync(bytes =>
        {
            foreach (var name in new[] { Encoding.UTF8.GetString(bytes), Encoding.Unicode.GetString(bytes) })
            {
                _ = EntryName.IsLitter(name);
                if (EntryName.TryClean(name, out var clean))
                {
                    Assert.DoesNotContain("..", clean.Split('/'));
                    Assert.False(clean.StartsWith('/') || clean.Contains('\\') || clean.Any(char.IsControl));
                    _ = EntryName.LabelOf(clean);
                }
            }
        });

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.tsv")]
    [InlineData("t.jsonl")]
    [InlineData("t.txt")]
    [InlineData("folder/t.txt")]
    public Task Texts_are_cut_or_refused(string name) =>
        new Fuzz("texts " + name, 24 * Megabyte, typeof(ImportException))
        {
            Rounds = 1_000,
            Seeds =
            [
                .. Fuzz.Bytes("text,label\n\"a \"\"b\"\"\",x\nc,y\n", "question\treply\nWhy?\tSo.\n", "{\"text\":\"a\",\"label\":\"b\"}\n{\"text\":\"\\ud83c\\udf75\"}\n", "{\"text\":\"half \\ud83c\"}\n{\"\\udf75\":1}\n", "one\r\ntwo\n\nthree\r"),
                [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\nc,d\n")],
                [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("{\"text\":\"a\"}\n")],
                [0xEF, 0xBB, 0xBF, .. "text\nx\n"u8],
            ],
            Words =
            [
                .. Fuzz.Bytes("\"", "\",\"", ",,,,", ";", "\t", "|", "\r", "\n", "{", "}", "[[[[", "\\ud800", "\\u0000", "1e999", ":null,", "\0", "\u2028"),
                [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC3],
            ],
        }.RunAsync(bytes =>
        {
            var path = Write(bytes);
            _ = TextFileKinds.Of(name, path);
            foreach (var kind in new[] { TextFileKind.Table, TextFileKind.JsonLines, TextFileKind.Plain }.Where(k => k == TextFileKinds.Of(name, path)))
            {
                foreach (var cut in new[] { long.MaxValue, bytes.Length / 2 })
                {
                    foreach (var piece in new TextFile(name, path, kind, null, 500, cut).Cut().Take(5_000))
                    {
                        CleanText.Hash(CleanText.Of(piece.Text, out _), piece.Reply);
                        _ = CleanText.OfLine(piece.Label ?? "");
                    }
                }
            }
        });

    [Fact]
    public Task Choices_and_edits_are_read_or_refused() =>
        new Fuzz("choices", Megabyte, typeof(ImportException), typeof(System.Text.Json.JsonException))
        {
            Seeds = Fuzz.Bytes(
                new TextReading(TextCut.Paragraphs, "a", "b", null).ToJson(), new SoundReading(SoundLabels.FirstWord).ToJson(),
                new VersionEdit(new Dictionary<string, string> { ["a"] = "b" }, [new TextReplacement("x", "y", EditedPart.Texts)]).ToJson()),
            Words = Fuzz.Bytes("null", "{}", "[]", "[null]", "\"\"", "{\"labels\":{\"a\":null}}", "{\"replacements\":[{}]}", "99", "-1", "\"a\":1,"),
        }.RunAsync(bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            Each(() => TextReading.FromJson(text)?.Checked(), () => SoundReading.FromJson(text).LabelOf("a/b_c.wav"), () => VersionEdit.FromJson(text)?.Checked());
        });

    // A refusal of the one is no reason not to ask the other.
    private static void Each(params Action[] parsers)
    {
        foreach (var parser in parsers)
        {
            try
            {
                parser();
            }
            catch (Exception refusal) when (refusal is ImportException or System.Text.Json.JsonException)
            {
                // An answer.
            }
        }
    }

    private string Write(byte[] bytes) => _folder.Write("input", bytes);

    private static long Drain(Stream stream)
    {
        var (buffer, total) = (new byte[4096], 0L);
        for (int read; (read = stream.Read(buffer)) > 0; total += read)
        {
        }

        return total;
    }
}

using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Datasets.Import.Pictures;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class IdxTests : IDisposable
{
    private static readonly ImportCaps Caps = new() { MaxItems = 1_000, MaxIdxSide = 100, MaxIdxBytes = 1_000_000 };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idx-");

    [Theory]
    [InlineData("import.idxSize", uint.MaxValue, 28u, 28u)]
    [InlineData("import.idxSize", 10u, 101u, 28u)]
    [InlineData("import.idxSize", 0u, 28u, 28u)]
    [InlineData("import.idxTooMuch", 1_000u, 100u, 100u)]
    [InlineData("import.idxTruncated", 10u, 28u, 28u)]
    public void Absurd_dimensions_are_refused_by_the_header(string code, uint count, uint height, uint width) =>
        Assert.Equal(code, Refusal(Archives.Header(0x08, count, height, width)));

    [Theory]
    [InlineData((byte)0x0d)]
    [InlineData((byte)0x09)]
    public void Numbers_that_are_no_bytes_are_refused(byte type) => Assert.Equal("import.idxKind", Refusal(Archives.Header(type, 1, 2, 2)));

    [Fact]
    public void A_byte_too_many_is_refused() => Assert.Equal("import.idxTooLong", Refusal([.. Archives.IdxImages(2, 3, 4), 0]));

    [Fact]
    public void A_byte_too_few_is_refused() => Assert.Equal("import.idxTruncated", Refusal(Archives.IdxImages(2, 3, 4)[..^1]));

    [Fact]
    public void Something_else_in_gzip_is_refused() => Assert.Equal("import.gzip", Refusal(Archives.Gzip(PlainMedia.Picture(1))));

    [Fact]
    public void A_gzip_that_never_ends_is_read_no_further_than_its_header_allows() =>
        Assert.Equal("import.idxTooLong", Refusal(Archives.Gzip([.. Archives.IdxImages(2, 3, 4), .. new byte[20_000_000]])));

    /// <summary>Whatever is in the file: a header within the caps, or a refusal with a code; no other fault.</summary>
    [Property(MaxTest = 500)]
    public Property Any_bytes_are_an_answer(byte[] noise, bool packed, byte type, byte dimensions)
    {
        byte[] bytes = [0, 0, type, dimensions, .. noise];
        var code = Refusal(packed ? Archives.Gzip(bytes) : bytes);
        return (code is null || code.StartsWith("import.", StringComparison.Ordinal)).ToProperty();
    }

    [Property(MaxTest = 200)]
    public Property A_flipped_byte_of_a_packed_file_is_an_answer(int seed, int at, byte flip)
    {
        var bytes = Archives.Gzip(Archives.IdxImages(3, 5, 7, seed));
        bytes[2 + (Math.Abs(at % (bytes.Length - 2)))] ^= flip;
        var code = Refusal(bytes);
        return (code is null || code.StartsWith("import.", StringComparison.Ordinal)).ToProperty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string? Refusal(byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, Guid.CreateVersion7().ToString("N"));
        File.WriteAllBytes(path, bytes);
        try
        {
            var file = IdxFile.Inspect("x", path, Caps);
            Assert.InRange(file.Header.Bytes, 1, Caps.MaxIdxBytes);
            return null;
        }
        catch (ImportException refusal)
        {
            return refusal.Code;
        }
    }
}

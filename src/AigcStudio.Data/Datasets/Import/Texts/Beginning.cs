namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>The first bytes of a stream, for a look at a file of any size.</summary>
internal sealed class Beginning(Stream whole, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => Math.Min(length, whole.Length);

    public override long Position
    {
        get => whole.Position;
        set => whole.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) =>
        whole.Read(buffer[..(int)Math.Clamp(Length - Position, 0, buffer.Length)]);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        whole.Dispose();
        base.Dispose(disposing);
    }
}

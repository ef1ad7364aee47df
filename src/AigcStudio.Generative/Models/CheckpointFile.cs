using System.Buffers.Binary;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>Writes and reads checkpoints: u64 length of the header, the header, the tensors' bytes, and nothing after them.</summary>
public static class CheckpointFile
{
    /// <summary>Writes beside <paramref name="path"/> and renames, so that whoever sees the name sees a whole file.</summary>
    /// <returns>Bytes of the file.</returns>
    public static long Write(string path, CheckpointHead head, IReadOnlyList<NamedTensor> state)
    {
        using var scope = NewDisposeScope();
        var still = state.Select(s => (s.Name, Tensor: s.Tensor.detach().cpu().contiguous())).ToList();
        var entries = new List<CheckpointHeader.Entry>();
        var end = 0L;
        foreach (var (name, tensor) in still)
        {
            var start = end;
            end += CheckpointHeader.BytesOf(tensor);
            entries.Add(new(name, tensor.dtype, tensor.shape, start, end, Convert.ToHexStringLower(SHA256.HashData(tensor.bytes))));
        }

        var header = CheckpointHeader.Write(head, entries);
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        using (var file = File.Create(path + ".part"))
        {
            file.Write(length);
            file.Write(header);
            still.ForEach(s => file.Write(s.Tensor.bytes));
        }

        File.Move(path + ".part", path, overwrite: true);
        return length.Length + header.Length + end;
    }

    /// <summary>Reads and checks a whole checkpoint; the caller disposes it.</summary>
    /// <exception cref="CheckpointException"><c>checkpoint.damaged(file)</c>.</exception>
    public static Checkpoint Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            using var file = File.OpenRead(path);
            var (head, entries) = CheckpointHeader.Read(ReadHeader(file));
            foreach (var entry in entries)
            {
                tensors.Add(entry.Name, ReadTensor(file, entry, tensors.Count == 0 ? 0 : entries[tensors.Count - 1].End));
            }

            return file.ReadByte() < 0 ? new Checkpoint(head, tensors) : throw new InvalidDataException("Bytes after the last tensor.");
        }
        catch (Exception e) when (e is not (OutOfMemoryException or FileNotFoundException or DirectoryNotFoundException))
        {
            // Whatever a damaged header makes a parser throw, it is one and the same news; nothing of the file is in use.
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw CheckpointException.Damaged(path, e.Message);
        }
    }

    private static byte[] ReadHeader(FileStream file)
    {
        var length = new byte[sizeof(ulong)];
        file.ReadExactly(length);
        var bytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (bytes > CheckpointHeader.MaxBytes || (long)bytes > file.Length)
        {
            throw new InvalidDataException("The header is longer than a header can be.");
        }

        var header = new byte[bytes];
        file.ReadExactly(header);
        return header;
    }

    private static Tensor ReadTensor(FileStream file, CheckpointHeader.Entry entry, long expectedStart)
    {
        if (entry.Start != expectedStart || entry.End - entry.Start > file.Length - file.Position)
        {
            throw new InvalidDataException($"{entry.Name} does not lie where the one before it ends, or the file is cut.");
        }

        var tensor = empty(entry.Shape, entry.Type).DetachFromDisposeScope();
        file.ReadExactly(tensor.bytes);
        if (Convert.ToHexStringLower(SHA256.HashData(tensor.bytes)) != entry.Sha256)
        {
            tensor.Dispose();
            throw new InvalidDataException($"{entry.Name} does not have its hash.");
        }

        return tensor;
    }
}

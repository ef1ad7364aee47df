using System.Buffers.Binary;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>Spoils good inputs, the same way for the same random numbers: bits, sizes, cuts, doubles, and words that parsers trip over.</summary>
internal static class Mutator
{
    private const int MostBytes = 1 << 16;

    private static readonly long[] Numbers =
        [0, 1, 2, 3, 7, 8, 16, 64, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536, int.MaxValue - 8, int.MaxValue, 1L << 31, uint.MaxValue - 1, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue, -1];

    /// <param name="words">Of the format: chunk names, quotes, brackets.</param>
    public static byte[] Spoil(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words)
    {
        var bytes = seeds[random.Next(seeds.Count)].ToList();
        for (var deed = random.Next(1, 8); deed > 0; deed--)
        {
            Spoil(random, bytes, seeds, words);
        }

        return [.. bytes.Take(MostBytes)];
    }

    private static void Spoil(Random random, List<byte> bytes, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
        }

        var at = random.Next(3) == 0 ? random.Next(Math.Min(bytes.Count, 64)) : random.Next(bytes.Count);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(2) == 0 ? 8 : bytes.Count));
        switch (random.Next(10))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)(random.Next(3) switch { 0 => 0, 1 => 255, _ => random.Next(256) });
                break;
            case 2 or 3:
                Overwrite(bytes, at, Number(random));
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                var again = bytes.GetRange(at, Math.Min(length, 512));
                for (var times = random.Next(1, random.Next(10) == 0 ? 200 : 4); times > 0 && bytes.Count < MostBytes; times--)
                {
                    bytes.InsertRange(at, again);
                }

                break;
            case 7:
                var other = seeds[random.Next(seeds.Count)];
                bytes.InsertRange(at, other.Skip(random.Next(other.Length + 1)).Take(random.Next(256)));
                break;
            case 8 when words.Count > 0:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            default:
                Overwrite(bytes, at, words.Count > 0 ? words[random.Next(words.Count)] : Number(random));
                break;
        }
    }

    private static byte[] Number(Random random)
    {
        var number = new byte[8];
        var value = Numbers[random.Next(Numbers.Length)] + random.Next(-1, 2);
        var width = 1 << random.Next(4);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            return number[..width];
        }

        BinaryPrimitives.WriteInt64BigEndian(number, value);
        return number[^width..];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (var i = 0; i < with.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = with[i];
        }
    }
}

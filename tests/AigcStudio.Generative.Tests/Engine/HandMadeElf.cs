using System.Buffers.Binary;
using System.Text;

namespace AigcStudio.Generative.Tests.Engine;

/// <summary>A 64-bit ELF with nothing in it but what the mend reads: symbols, their versions and the versions needed.</summary>
internal static class HandMadeElf
{
    internal const int NeedsAt = 0x200;
    private const int NamesAt = 0x300;
    private const int SymbolsAt = 0x100;
    private const int VersionsAt = 0x180;
    private const int SectionsAt = 0x400;

    /// <param name="newVersion">Name of the version that the symbol wants.</param>
    /// <param name="secondSymbol">True where another symbol wants the same version.</param>
    internal static byte[] Make(string newVersion = "GLIBCXX_3.4.32", bool secondSymbol = false)
    {
        var image = new byte[SectionsAt + (5 * 64)];
        var names = new Dictionary<string, uint> { [""] = 0 };
        uint end = 1;
        foreach (var name in new[] { "_ZSt21ios_base_library_initv", "malloc", "libstdc++.so.6", newVersion, "GLIBCXX_3.4" })
        {
            names[name] = end;
            Encoding.ASCII.GetBytes(name, image.AsSpan((int)(NamesAt + end)));
            end += (uint)name.Length + 1;
        }

        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(image, 0);
        Put64(image, 40, SectionsAt);
        Put16(image, 58, 64);
        Put16(image, 60, 5);
        Put32(image, SymbolsAt + 24, names["_ZSt21ios_base_library_initv"]);
        Put32(image, SymbolsAt + 48, names["malloc"]);
        Put16(image, VersionsAt + 2, 18);
        Put16(image, VersionsAt + 4, (ushort)(secondSymbol ? 18 : 3));
        Put16(image, NeedsAt, 1);
        Put16(image, NeedsAt + 2, 2);
        Put32(image, NeedsAt + 4, names["libstdc++.so.6"]);
        Put32(image, NeedsAt + 8, 16);
        Entry(image, NeedsAt + 16, 0x0297f872, 18, names[newVersion], 16);
        Entry(image, NeedsAt + 32, 0x08922974, 3, names["GLIBCXX_3.4"], 0);
        Section(image, 1, kind: 11, SymbolsAt, 72, link: 2, info: 1);
        Section(image, 2, kind: 3, NamesAt, (int)end, link: 0, info: 0);
        Section(image, 3, kind: 0x6fffffff, VersionsAt, 6, link: 1, info: 0);
        Section(image, 4, kind: 0x6ffffffe, NeedsAt, 48, link: 2, info: 1);
        return image;
    }

    internal static string NameAt(byte[] image, int offset)
    {
        var start = NamesAt + (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(offset));
        return Encoding.ASCII.GetString(image.AsSpan(start, image.AsSpan(start).IndexOf((byte)0)));
    }

    internal static string SymbolName(byte[] image) => NameAt(image, SymbolsAt + 24);

    internal static string WantedVersion(byte[] image) => NameAt(image, NeedsAt + 24);

    private static void Entry(byte[] image, int at, uint hash, ushort index, uint name, uint next)
    {
        Put32(image, at, hash);
        Put16(image, at + 6, index);
        Put32(image, at + 8, name);
        Put32(image, at + 12, next);
    }

    private static void Section(byte[] image, int index, uint kind, int offset, int size, uint link, uint info)
    {
        var at = SectionsAt + (64 * index);
        Put32(image, at + 4, kind);
        Put64(image, at + 24, (ulong)offset);
        Put64(image, at + 32, (ulong)size);
        Put32(image, at + 40, link);
        Put32(image, at + 44, info);
    }

    private static void Put16(byte[] image, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);

    private static void Put32(byte[] image, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);

    private static void Put64(byte[] image, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(at), value);
}

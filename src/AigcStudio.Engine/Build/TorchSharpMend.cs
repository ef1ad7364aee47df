// Compiled twice: by MSBuild as an inline task (against .NET Standard 2.0: no spans here), and into the tests.
#nullable enable
#if !IN_TESTS
using System;
using System.IO;
#endif
using System.Text;

namespace AigcStudio.Engine.Build;

/// <summary>
/// TorchSharp's native library was linked with GCC 13. One imported symbol, <c>_ZSt21ios_base_library_initv</c>, ties it to
/// GLIBCXX_3.4.32, which Debian 12, Ubuntu 22.04 and RHEL 9 lack. It only makes sure that the standard streams are initialised,
/// which <c>std::ios_base::Init::Init()</c>, present in every libstdc++ since 3.4, does as well. The mend renames the symbol
/// in <c>.dynstr</c> and lets the version entry in <c>.gnu.version_r</c> ask for GLIBCXX_3.4.
/// </summary>
public static class TorchSharpMend
{
    private const string NewVersion = "GLIBCXX_3.4.32";
    private const string OldVersion = "GLIBCXX_3.4";
    private const string NewSymbol = "_ZSt21ios_base_library_initv";
    private const string OldSymbol = "_ZNSt8ios_base4InitC1Ev";

    /// <summary>
    /// Mends one file: a new file beside it takes its name, so that a hard link elsewhere keeps its content. The time of
    /// the file stays, so that an incremental build does not copy it anew.
    /// </summary>
    /// <returns>False where there was nothing to mend; the file is then untouched.</returns>
    /// <exception cref="InvalidDataException">The file is no 64-bit little-endian ELF or contradicts itself.</exception>
    public static bool MendFile(string path)
    {
        var image = File.ReadAllBytes(path);
        if (!MendImage(image))
        {
            return false;
        }

        var fresh = path + ".mended";
        File.WriteAllBytes(fresh, image);
        File.SetLastWriteTimeUtc(fresh, File.GetLastWriteTimeUtc(path));
        File.Replace(fresh, path, null);
        return true;
    }

    /// <summary>Mends a library in memory; nothing is written unless every part of the mend is possible.</summary>
    /// <returns>False where the version or the symbol is absent.</returns>
    public static bool MendImage(byte[] image)
    {
        var elf = new ElfImage(image);
        var needs = elf.Find(ElfImage.VersionNeeds);
        if (needs < 0)
        {
            return false;
        }

        var names = elf.StringsOf(needs);
        var (wanted, offered) = FindVersions(elf, needs, names);
        if (wanted < 0)
        {
            return false;
        }

        var symbol = OnlySymbolOf(elf, elf.U16(wanted + 6));
        if (symbol < 0 || elf.Text(names, elf.U32(symbol)) != NewSymbol)
        {
            return false;
        }

        if (offered < 0)
        {
            throw new InvalidDataException(OldVersion + " is not among the versions, so there is nothing to fall back on.");
        }

        var text = elf.At(names, elf.U32(symbol));
        Array.Clear(image, text, NewSymbol.Length);
        Encoding.ASCII.GetBytes(OldSymbol, 0, OldSymbol.Length, image, text);
        Array.Copy(image, offered, image, wanted, 4);         // vna_hash
        Array.Copy(image, offered + 8, image, wanted + 8, 4); // vna_name
        return true;
    }

    /// <summary>Offsets of the entries for the too new and for the old version of libstdc++, or -1.</summary>
    private static (int Wanted, int Offered) FindVersions(ElfImage elf, int needs, int names)
    {
        int wanted = -1, offered = -1;
        var file = elf.Start(needs);
        for (var left = elf.InfoOf(needs); left > 0; left--)
        {
            var entry = file + elf.Offset(file + 8);
            for (var count = elf.U16(file + 2); count > 0; count--)
            {
                var version = elf.Text(names, elf.U32(entry + 8));
                var ours = elf.Text(names, elf.U32(file + 4)) == "libstdc++.so.6";
                wanted = ours && version == NewVersion ? entry : wanted;
                offered = ours && version == OldVersion ? entry : offered;
                entry += elf.Offset(entry + 12);
            }

            file += elf.Offset(file + 12);
        }

        return (wanted, offered);
    }

    /// <summary>Offset of the symbol that alone carries a version, or -1 where none or several do: those need a newer system.</summary>
    private static int OnlySymbolOf(ElfImage elf, int version)
    {
        int versions = elf.Find(ElfImage.SymbolVersions), symbols = elf.Find(ElfImage.DynamicSymbols), found = -1;
        for (var i = 0; versions >= 0 && symbols >= 0 && i < elf.SizeOf(versions) / 2; i++)
        {
            if ((elf.U16(elf.Start(versions) + (2 * i)) & 0x7fff) != version)
            {
                continue;
            }

            if (found >= 0)
            {
                return -1;
            }

            found = elf.Start(symbols) + (24 * i);
        }

        return found;
    }
}

/// <summary>The few structures of an ELF file that the mend reads; every access is checked.</summary>
internal sealed class ElfImage
{
    internal const uint DynamicSymbols = 11;
    internal const uint VersionNeeds = 0x6ffffffe;
    internal const uint SymbolVersions = 0x6fffffff;
    private const int SectionHeaderBytes = 64;

    private readonly byte[] _image;
    private readonly int _sections;
    private readonly int _count;

    internal ElfImage(byte[] image)
    {
        _image = image;
        if (image.Length < 64 || U32(0) != 0x464c457f || image[4] != 2 || image[5] != 1 || U16(58) != SectionHeaderBytes)
        {
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        }

        _sections = Offset64(40);
        _count = U16(60);
    }

    /// <summary>Index of the first section of a kind, or -1.</summary>
    internal int Find(uint kind)
    {
        for (var i = 0; i < _count; i++)
        {
            if (U32(Header(i) + 4) == kind)
            {
                return i;
            }
        }

        return -1;
    }

    internal int Start(int section) => Offset64(Header(section) + 24);

    internal int SizeOf(int section) => Offset64(Header(section) + 32);

    /// <summary>The string table that a section names.</summary>
    internal int StringsOf(int section) => (int)U32(Header(section) + 40);

    internal int InfoOf(int section) => (int)U32(Header(section) + 44);

    internal int At(int strings, uint name) =>
        name < SizeOf(strings) ? Start(strings) + (int)name : throw new InvalidDataException("A name lies outside its table.");

    internal string Text(int strings, uint name)
    {
        var start = At(strings, name);
        var end = Array.IndexOf(_image, (byte)0, start);
        return end < 0 ? throw new InvalidDataException("A name without an end.") : Encoding.ASCII.GetString(_image, start, end - start);
    }

    internal int U16(int at) => BitConverter.ToUInt16(_image, Checked(at, 2));

    internal uint U32(int at) => BitConverter.ToUInt32(_image, Checked(at, 4));

    internal int Offset(int at)
    {
        var value = U32(at);
        return value <= _image.Length ? (int)value : throw new InvalidDataException("An offset points outside the file.");
    }

    private int Offset64(int at)
    {
        var value = BitConverter.ToUInt64(_image, Checked(at, 8));
        return value <= (ulong)_image.Length ? (int)value : throw new InvalidDataException("An offset points outside the file.");
    }

    private int Header(int section) =>
        section >= 0 && section < _count
            ? _sections + (SectionHeaderBytes * section)
            : throw new InvalidDataException("A section that does not exist.");

    private int Checked(int at, int bytes) =>
        at >= 0 && at <= _image.Length - bytes ? at : throw new InvalidDataException("The file ends too early.");
}

#if !IN_TESTS
/// <summary>The build's door to <see cref="TorchSharpMend"/>.</summary>
public sealed class MendTorchSharp : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string Library { get; set; } = "";

    public override bool Execute()
    {
        var mended = TorchSharpMend.MendFile(Library);
        Log.LogMessage("{0}: {1}", Library, mended ? "mended for libstdc++ before GCC 13" : "nothing to mend");
        return true;
    }
}
#endif

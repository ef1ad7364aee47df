using System.Globalization;
using AigcStudio.Captive;
using AigcStudio.Media.Jobs;

// Takes on the bounds of a Media process by the same code, then tries what a decoder that a file has taken over would try.
// Usage: --reads FOLDER --writes FOLDER OUTSIDE PARENT; a line "deed=errno" for each deed, 0 where it succeeded.
const int Write = 1 | 64;
Confinement.Enter(args);
ProcessLimits.Apply();
var (reads, writes, outside, parent) = (args[1], args[3], args[4], nint.Parse(args[5], CultureInfo.InvariantCulture));
var threads = 0;
var thread = new Thread(() => threads = 1);
thread.Start();
thread.Join();
(string Name, int Error)[] deeds =
[
    ("a thread", threads == 1 ? 0 : -1),
    ("read a blob", Kernel.Open(Path.Combine(reads, "blob"), 0)),
    ("write a blob", Kernel.Open(Path.Combine(reads, "blob"), 1)),
    ("a new blob", Kernel.Open(Path.Combine(reads, "new"), Write)),
    ("write in the spool", Kernel.Open(Path.Combine(writes, "made"), Write)),
    ("read in the spool", Kernel.Open(Path.Combine(writes, "made"), 0)),
    ("read outside", Kernel.Open(Path.Combine(outside, "studio.db"), 0)),
    ("write outside", Kernel.Open(Path.Combine(outside, "studio.db"), 1)),
    ("a new file outside", Kernel.Open(Path.Combine(outside, "new"), Write)),
    ("a new file by ..", Kernel.Open(Path.Combine(writes, "..", "outside", "new"), Write)),
    ("list outside", Kernel.Open(outside, 0x10000)),
    ("the studio's environment", Kernel.Open($"/proc/{parent}/environ", 0)),
    ("the studio's memory", Kernel.Open($"/proc/{parent}/mem", 2)),
    ("passwords", Kernel.Open("/etc/shadow", 0)),
    ("a socket", Kernel.Try(41, 2, 1)),
    ("a local socket", Kernel.Try(41, 1, 1)),
    ("a program", Kernel.Execute("/bin/true")),
    ("a fork", Kernel.Try(57)),
    ("a clone", Kernel.Try(56, 17)),
    ("another clone", Kernel.Try(435)),
    ("trace the studio", Kernel.Try(101, 16, parent)),
    ("stop the studio", Kernel.Try(62, parent, 0)),
    ("limit the studio", Kernel.Limit(parent)),
    ("a mount", Kernel.Try(165)),
    ("a module", Kernel.Try(175)),
    ("io_uring", Kernel.Try(425, 1)),
    ("five gigabytes", Kernel.Reserve(5L << 30)),
    ("one gigabyte", Kernel.Reserve(1L << 30)),
];
foreach (var (name, error) in deeds)
{
    Console.WriteLine($"{name}={error}");
}

foreach (var line in File.ReadLines("/proc/self/status").Where(l => l.StartsWith("Cap", StringComparison.Ordinal) || l.StartsWith("NoNewPrivs", StringComparison.Ordinal) || l.StartsWith("Seccomp:", StringComparison.Ordinal)))
{
    Console.WriteLine(line.Replace(":\t", "=", StringComparison.Ordinal));
}

Console.WriteLine($"three hundred files={Enumerable.Range(0, 300).Max(_ => Kernel.Open("/dev/null", 0))}");

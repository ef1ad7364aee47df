namespace AigcStudio.Web.Jobs;

/// <summary>One of the two hosts that the studio starts as children.</summary>
/// <param name="Name"><c>engine</c> or <c>media</c>: in log names and in sentences.</param>
/// <param name="Path">The executable.</param>
public sealed record ChildProgram(string Name, string Path)
{
    public static ChildProgram Engine => Beside("engine", "AigcStudio.Engine");

    public static ChildProgram Media => Beside("media", "AigcStudio.Media");

    // Built and published studios keep each host in a folder of its own; a test that references a host has it flat.
    private static ChildProgram Beside(string folder, string executable)
    {
        var own = System.IO.Path.Combine(AppContext.BaseDirectory, folder, executable);
        var flat = System.IO.Path.Combine(AppContext.BaseDirectory, executable);
        return new ChildProgram(folder, File.Exists(own) || !File.Exists(flat) ? own : flat);
    }
}

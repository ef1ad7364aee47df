namespace AigcStudio.Core.Jobs;

/// <summary>
/// How a child process is started: <c>--rpc SOCKET --leash SOCKET</c>. It connects to both Unix domain sockets, speaks
/// JSON-RPC on the first and holds on to the second (<see cref="ParentLeash"/>). Standard error is its log;
/// standard output is nobody's, because native libraries print there.
/// </summary>
public sealed record ChildArguments(string RpcSocket, string LeashSocket)
{
    /// <exception cref="ArgumentException">One of the two is missing.</exception>
    public static ChildArguments Parse(IReadOnlyList<string> arguments) =>
        new(Required("--rpc", arguments), Required("--leash", arguments));

    public IReadOnlyList<string> ToArguments() => ["--rpc", RpcSocket, "--leash", LeashSocket];

    private static string Required(string name, IReadOnlyList<string> arguments) =>
        ValueAfter(name, arguments) ?? throw new ArgumentException($"{name} is missing: this program is started by the studio.");

    internal static string? ValueAfter(string name, IReadOnlyList<string> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i++)
        {
            if (arguments[i] == name)
            {
                return arguments[i + 1];
            }
        }

        return null;
    }
}

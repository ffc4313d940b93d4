namespace Aos.Sdk.Generator.OpenApi;

/// <summary>Gives each member of a type a name of its own; what clashes gets the suffix <c>Value</c>.</summary>
internal sealed class MemberNames(DocumentSource source, string typeName, IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken =
    [
        typeName, .. reserved, "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize",
    ];

    public string Take(string wireName, string name)
    {
        var free = Naming.Free(name, _taken);
        return _taken.Add(free) ? free : throw source.Fault($"{typeName} has more than one member that would be named {free}, the last one is '{wireName}'");
    }
}

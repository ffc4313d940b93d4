namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>What the operation takes from the plan, where that is not one unit a call.</summary>
/// <param name="units">Units a call, or a value.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QuotaCostAttribute(int units) : Attribute
{
    /// <summary>Units a call, or a value.</summary>
    public int Units { get; } = units;

    /// <summary>True if each value of the answer costs that much, and what is no value costs nothing.</summary>
    public bool PerValue { get; init; }
}

/// <summary>The success answer carries this header too.</summary>
/// <param name="name">Name of the header.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ResponseHeaderAttribute(string name) : Attribute
{
    /// <summary>Name of the header.</summary>
    public string Name { get; } = name;
}

/// <summary>The operation begins a job; each row of its result is a value of this type, if the result is NDJSON.</summary>
/// <param name="type">Type of the rows.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResultItemAttribute(Type type) : Attribute
{
    /// <summary>Type of the rows.</summary>
    public Type Type { get; } = type;
}

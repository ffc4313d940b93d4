namespace Aos.Api.Platform.Http;

/// <summary>The operation reads a form that it parses itself; for the OpenAPI document.</summary>
/// <param name="type">Record with the fields of the form.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequestFormAttribute(Type type) : Attribute
{
    /// <summary>Record with the fields of the form.</summary>
    public Type Type { get; } = type;
}

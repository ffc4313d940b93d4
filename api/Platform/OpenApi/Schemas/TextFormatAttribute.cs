namespace Aos.Api.Platform.OpenApi.Schemas;

/// <summary>Format of a text in the OpenAPI document, such as <c>uuid</c> or <c>uri</c>, where the type does not tell it.</summary>
/// <param name="format">The format.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextFormatAttribute(string format) : Attribute
{
    /// <summary>The format.</summary>
    public string Format { get; } = format;
}

namespace Aos.Api.Platform.OpenApi.Schemas;

/// <summary>The property is set only in the answer that created the resource; examples of other answers leave it out.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnlyOnCreateAttribute : Attribute;

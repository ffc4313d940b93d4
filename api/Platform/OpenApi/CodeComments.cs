using System.Reflection;
using System.Xml;
using System.Xml.XPath;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi;

/// <summary>The XML comments of the code, from the file that the compiler writes beside the program.</summary>
internal sealed class CodeComments
{
    private readonly XPathNavigator _root;

    private CodeComments(XPathDocument document) => (Document, _root) = (document, document.CreateNavigator());

    /// <summary>The whole file.</summary>
    public XPathDocument Document { get; }

    /// <summary>Reads the file.</summary>
    public static CodeComments Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, typeof(CodeComments).Assembly.GetName().Name + ".xml");
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return new(new XPathDocument(reader));
    }

    /// <summary>Summary of a type as Markdown.</summary>
    public string? Summary(Type type) => Of(XmlCommentsNodeNameHelper.GetMemberNameForType(type), "summary");

    /// <summary>Summary of a field, such as a value of an enum, as Markdown.</summary>
    public string? Summary(FieldInfo field) => Of(XmlCommentsNodeNameHelper.GetMemberNameForFieldOrProperty(field), "summary");

    private string? Of(string member, string part) =>
        _root.SelectSingleNode($"/doc/members/member[@name='{member}']/{part}") is { } node ? XmlCommentsTextHelper.Humanize(node.InnerXml) : null;
}

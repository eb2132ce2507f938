/**
 * The management items of the town, one a line:
 * sub-code | Chinese | English | limit | department | type | weight | places | flags.
 * Codes follow the public classification of components and events; wording, limits and weights are our own.
 * Limits: h continuous hours, w working hours, d working days, c calendar days. Flags: u urgent, s stubborn,
 * t handed down to the town (with power, staff and money where P, S, M stand).
 */
export const itemLines = `
C0101|上水井盖破损|Damaged water-supply manhole cover|4w|municipal|A|7|road|
C0102|污水井盖破损|Damaged sewer manhole cover|4w|municipal|A|12|road|
C0103|雨水井盖破损|Damaged storm-drain manhole cover|4w|municipal|A|12|road|
C0104|雨水箅子堵塞|Blocked storm-drain grate|1d|municipal|A|13|road|
C0106|路灯井盖缺损|Missing street-lamp pit cover|4w|municipal|A|4|pavement|
C0111|燃气井盖破损|Damaged gas pit cover|4w|municipal|A|4|road|u
C0123|无主井盖缺失|Missing cover of unknown owner|2h|municipal|B|4|road|u
C0127|通信交接箱破损|Damaged telecom cabinet|3d|municipal|B|6|pavement|
C0128|电力设施破损|Damaged power cabinet|2d|municipal|B|5|pavement|
C0137|路灯不亮|Street lamp out|2d|municipal|A|16|pavement|
C0140|报刊亭破损|Damaged newspaper kiosk|5d|appearance|B|2|pavement|
C0146|健身设施损坏|Broken fitness equipment|5d|services|B|9|estate|
C0150|监控探头损坏|Damaged surveillance camera|2d|police|B|3|pavement|
C0154|充电桩故障|Faulty charging point|3d|services|B|8|estate|
C0201|停车场标志缺失|Missing car-park sign|3d|traffic|B|3|pavement|
C0204|公交站亭破损|Damaged bus shelter|3d|municipal|A|5|bus|
C0209|跨河桥栏杆破损|Damaged bridge railing|3d|municipal|B|2|river|
C0212|路名牌损坏|Damaged street-name sign|3d|municipal|A|5|corner|
C0217|交通护栏损坏|Damaged traffic railing|2d|traffic|A|14|mainroad|
C0225|非机动车停放点破损|Damaged bicycle stand|3d|appearance|B|5|metro|
C0301|公共厕所设施损坏|Broken public-toilet fittings|1d|sanitation|A|4|centre|
C0304|垃圾中转站异味|Smell from a waste transfer station|1d|sanitation|A|3|market|
C0305|垃圾箱满溢|Overflowing litter bin|4w|sanitation|A|30|pavement|t
C0306|户外广告破损|Damaged outdoor advertisement|5d|appearance|B|5|shop|
C0307|店招店牌破损|Damaged shop sign|5d|appearance|B|9|shop|
C0308|宣传栏破损|Damaged notice board|3d|services|B|6|estate|
C0401|古树名木受损|Damaged heritage tree|1d|greening|C|1|park|u
C0402|行道树倾斜|Leaning street tree|2d|greening|A|14|pavement|
C0404|护树设施破损|Damaged tree guard|3d|greening|A|8|pavement|
C0406|雕塑破损|Damaged sculpture|5d|greening|B|1|park|
C0407|街头座椅破损|Damaged street bench|3d|greening|A|5|park|
C0408|绿地护栏破损|Damaged green-space fence|3d|greening|A|8|park|
C0503|加油站标志缺失|Missing petrol-station sign|3d|safety|C|1|mainroad|
C0507|河道护栏破损|Damaged riverside railing|2d|water|A|4|river|
C0508|防汛墙破损|Damaged flood wall|1d|water|C|2|river|u
E0101|私搭乱建|Unauthorised construction|15d|housing|D|18|estate|stPSM
E0110|暴露垃圾|Exposed rubbish|4w|sanitation|A|92|waste|t
E0111|积存垃圾渣土|Heaps of rubbish and spoil|5d|sanitation|B|28|waste|t
E0112|道路不洁|Dirty road|2w|sanitation|A|48|road|t
E0113|道路破损|Damaged road surface|5d|municipal|A|34|road|
E0114|绿地脏乱|Littered green space|1d|greening|A|22|park|
E0115|河面漂浮物|Floating rubbish on water|1d|water|A|13|river|
E0120|焚烧垃圾|Burning of rubbish|2h|chengguan|A|3|waste|u
E0128|商业噪音|Noise from shops|2h|chengguan|A|21|shop|
E0129|露天烧烤|Open-air barbecue|2h|chengguan|A|9|night|s
E0136|乱堆物料|Goods piled in public space|4w|chengguan|A|46|pavement|t
E0137|动物尸体|Dead animal|4w|sanitation|A|3|road|
E0138|楼道堆物|Things piled up in stairwells|3d|services|B|36|estate|t
E0201|非法小广告|Illegal posters|1d|appearance|A|55|poster|t
E0203|违规户外广告|Unauthorised outdoor advertisement|5d|appearance|B|10|shop|
E0206|违规店招店牌|Unauthorised shop sign|5d|appearance|B|12|shop|
E0207|违规横幅标语|Unauthorised banner|1d|appearance|A|15|pavement|
E0301|施工扰民|Construction noise|2h|chengguan|B|22|site|
E0302|施工占道|Construction blocking the road|1d|chengguan|B|14|site|
E0304|工地扬尘|Dust from a building site|4w|safety|B|18|site|
E0311|渣土车未密闭|Uncovered spoil truck|2h|chengguan|B|9|site|
E0312|夜间违规施工|Unpermitted night work|2h|chengguan|B|8|site|
E0401|无照经营游商|Unlicensed street vendor|2h|chengguan|A|64|vendor|stPSM
E0404|占道废品收购|Scrap dealing on the pavement|4w|chengguan|A|8|vendor|
E0405|跨门营业|Shop trading beyond its door|2h|chengguan|A|58|shop|stPSM
E0406|占道经营|Trading that blocks the pavement|2h|chengguan|A|44|vendor|stPS
E0410|非机动车乱停放|Badly parked bicycles|2w|appearance|A|70|metro|t
E0411|机动车违停|Illegally parked car|2h|traffic|A|60|parking|
E0412|共享单车淤积|Pile-up of shared bicycles|4w|appearance|A|30|metro|
E0413|非法客运|Unlicensed taxis|1d|traffic|C|7|station|s
E0414|无证无照经营|Shop without a licence|5d|market|C|14|shop|stP
E0415|占用消防通道|Blocked fire lane|2h|safety|B|21|estate|u
E0501|供水管破裂|Burst water main|1h|water|B|7|road|u
E0502|燃气泄漏|Gas leak|1h|safety|C|4|estate|u
E0503|排水管堵塞冒溢|Blocked and overflowing drain|2h|water|B|20|drain|u
E0505|路面塌陷|Road collapse|2h|municipal|C|2|road|u
E0506|道路积水|Flooded road|2h|water|B|10|road|u
E0507|道路积雪结冰|Snow or ice on the road|4w|sanitation|B|2|road|
E0508|架空线缆脱落|Fallen overhead cable|2h|municipal|B|10|pavement|u
E0509|高空抛物|Objects thrown from a height|1d|police|C|6|tower|
E0602|活禽交易|Trade in live poultry|2h|market|B|3|market|
E0604|门前三包不落实|Shop front not kept clean|1d|chengguan|A|32|shop|t
E0605|犬类扰民|Nuisance from dogs|2d|police|B|13|estate|
E0606|群租|Overcrowded group renting|15d|housing|D|16|estate|stPSM
E0607|毁绿占绿|Green space taken or destroyed|5d|greening|B|15|estate|t
S0101|物业服务纠纷|Dispute with the property manager|5d|housing|D|38|estate|
S0102|房屋渗漏报修|Leaking roof or wall|3d|housing|D|30|estate|
S0103|电梯故障|Lift out of order|1d|housing|C|20|tower|u
S0104|加装电梯咨询|Question about adding a lift|5d|housing|D|10|estate|
S0201|邻里噪声扰民|Noisy neighbours|2d|police|B|28|estate|
S0202|广场舞噪声|Noise from square dancing|1d|police|B|10|park|
S0203|餐饮油烟扰民|Cooking fumes from restaurants|5d|market|C|20|shop|
S0301|助老服务需求|Help needed by an elderly person|1d|services|B|18|estate|
S0302|助残服务需求|Help needed by a disabled person|2d|services|B|5|estate|
S0303|社会救助咨询|Question about social assistance|5d|services|D|7|estate|
S0401|停车难诉求|Complaint about lack of parking|5d|traffic|D|30|estate|
S0402|电动自行车充电诉求|Request for e-bike charging|5d|services|D|16|estate|
S0501|停水停电报修|Water or power cut|4h|services|C|14|estate|u
S0502|供气故障报修|Gas supply fault|4h|services|C|6|estate|u
S0601|政务服务咨询|Question about public services|1d|services|B|15|public|
S0602|食品安全投诉|Complaint about food safety|5d|market|C|17|shop|
S0603|消费纠纷投诉|Consumer complaint|5d|market|C|22|shop|
`;

/** Main classes: code | Chinese | English. */
export const mainLines = `
C01|公用设施|Public utilities
C02|交通设施|Traffic facilities
C03|市容环境设施|City-appearance facilities
C04|园林绿化设施|Greenery
C05|其他设施|Other facilities
E01|市容环境|City environment
E02|宣传广告|Posters and advertising
E03|施工管理|Construction
E04|街面秩序|Street order
E05|突发事件|Emergencies
E06|其他事件|Other events
S01|房屋物业|Housing and property services
S02|噪声油烟|Noise and fumes
S03|为老助困|Care and assistance
S04|停车充电|Parking and charging
S05|水电气|Water, power and gas
S06|咨询投诉|Questions and complaints
`;

/** Departments: id | Chinese | English | level | kind | parent. */
export const deptLines = `
grid_centre|网格化综合管理中心|Grid management centre|1|grid_centre|
chengguan|城管中队|Urban-management squad|2|chengguan|grid_centre
appearance|市容管理办公室|City-appearance office|2|appearance|grid_centre
sanitation|环卫作业所|Sanitation service|2|sanitation|grid_centre
greening|绿化市容所|Greening office|2|greening|grid_centre
municipal|市政养护所|Road and utility maintenance|2|municipal|grid_centre
water|水务管理站|Water station|2|water|grid_centre
housing|房管办|Housing office|2|housing|grid_centre
police|派出所|Police station|2|police|grid_centre
traffic|交警中队|Traffic-police squad|2|traffic_police|grid_centre
market|市场监管所|Market-regulation office|2|market_reg|grid_centre
safety|安监站|Work-safety station|2|work_safety|grid_centre
services|社区事务受理服务中心|Community affairs centre|2|services|grid_centre
`;
